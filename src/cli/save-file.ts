import { existsSync, realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Origin } from '../io/source-bytes.ts';
import { writeFileSafely } from '../io/write-file.ts';

/** Writes what a user saves. The files of the source itself are never written, whatever they are called. */
export function saveFile(
  path: string,
  text: string,
  overwrite: boolean,
  sources: readonly Origin[],
): { readonly fault: string | null; readonly exists: boolean } {
  const file = resolve(path);
  if (existsSync(file)) {
    const real = realpathSync(file);
    const isSource = sources.some(
      (one) => one.kind === 'file' && existsSync(one.path) && realpathSync(one.path) === real,
    );
    if (isSource) return { fault: `${path} is the source, which is never overwritten`, exists: false };
    if (!overwrite) return { fault: null, exists: true };
  }
  return { fault: writeFileSafely(file, text), exists: false };
}
