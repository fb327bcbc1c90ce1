import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { systemReason } from './fault.ts';

/**
 * Writes a file as a whole or not at all: into a temporary file beside it, onto the disk, then renamed over it. Whoever
 * reads meanwhile, or pulls the plug, finds the old file or the new one. Null, or why it could not be written.
 */
export function writeFileSafely(path: string, content: string): string | null {
  const folder = dirname(path);
  const temporary = join(folder, `.${basename(path)}.${process.pid}.tmp`);
  try {
    mkdirSync(folder, { recursive: true });
    const descriptor = openSync(temporary, 'w', 0o644);
    try {
      const bytes = Buffer.from(content, 'utf8');
      for (let at = 0; at < bytes.length; ) at += writeSync(descriptor, bytes, at);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(temporary, path);
    return null;
  } catch (error) {
    removeQuietly(temporary);
    return `cannot write ${path}: ${systemReason(error)}`;
  }
}

function removeQuietly(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // It was never there: its folder is none.
  }
}
