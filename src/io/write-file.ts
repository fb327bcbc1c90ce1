import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { systemReason } from './fault.ts';

/**
 * Writes a file as a whole or not at all: into a temporary file beside it, onto the disk, then renamed over it. Whoever
 * reads meanwhile, or pulls the plug, finds the old file or the new one. Permissions stay, and a symbolic link goes on
 * pointing to the file. Null, or why it could not be written.
 */
export function writeFileSafely(path: string, content: string): string | null {
  const target = realPath(path);
  const folder = dirname(target);
  const temporary = join(folder, `.${basename(target)}.${process.pid}.tmp`);
  try {
    mkdirSync(folder, { recursive: true });
    // A new file of its own: whatever is there by that name, a link at worst, is not written through.
    removeQuietly(temporary);
    const descriptor = openSync(temporary, 'wx', modeOf(target));
    try {
      const bytes = Buffer.from(content, 'utf8');
      for (let at = 0; at < bytes.length; ) at += writeSync(descriptor, bytes, at);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(temporary, target);
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

/** Where a path leads in the end; the path itself where nothing is there yet. */
function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

const modeOf = (path: string) => (statSync(path, { throwIfNoEntry: false })?.mode ?? 0o644) & 0o777;
