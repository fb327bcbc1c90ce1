import { statSync } from 'node:fs';

/** What changes with every save of a file, one that sets its time back too, with its removal and its return. */
export function fileVersion(path: string): string {
  try {
    const stats = statSync(path, { throwIfNoEntry: false, bigint: true });
    return stats ? `${stats.ino}:${stats.size}:${stats.mtimeNs}:${stats.ctimeNs}` : '';
  } catch {
    return '';
  }
}

/** When a file was changed last, in ms since 1970; 0 where there is none. */
export function changedAt(path: string): number {
  try {
    return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  } catch {
    return 0;
  }
}
