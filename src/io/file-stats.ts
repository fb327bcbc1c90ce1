import { type BigIntStats, statSync } from 'node:fs';
import { attempt } from '../model/attempt.ts';

/** What the system knows of a file or folder; null where there is none, or none can have that name. */
export const statsOf = (path: string): BigIntStats | null =>
  attempt(() => statSync(path, { throwIfNoEntry: false, bigint: true })) ?? null;

/** Whether there is something to read under a name: a file, a pipe, no folder. */
export const isFile = (path: string): boolean => statsOf(path)?.isDirectory() === false;

/** What changes with every save of a file, one that sets its time back too, with its removal and its return. */
export function fileVersion(path: string): string {
  const stats = statsOf(path);
  return stats ? `${stats.ino}:${stats.size}:${stats.mtimeNs}:${stats.ctimeNs}` : '';
}
