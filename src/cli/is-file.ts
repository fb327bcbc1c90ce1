import { statSync } from 'node:fs';

/** Whether there is something to read under a name: a file, a pipe, no folder. */
export function isFile(name: string): boolean {
  return statSync(name, { throwIfNoEntry: false })?.isDirectory() === false;
}
