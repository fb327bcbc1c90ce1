import { statSync } from 'node:fs';

/** Whether there is something to read under a name: a file, a pipe, no folder. What can't be a name at all is none. */
export function isFile(name: string): boolean {
  try {
    return statSync(name, { throwIfNoEntry: false })?.isDirectory() === false;
  } catch {
    return false;
  }
}
