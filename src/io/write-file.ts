import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { errorCode, systemReason } from './fault.ts';
import { isAlive } from './is-alive.ts';

/**
 * Writes a file as a whole or not at all: into a temporary file beside it, onto the disk, then renamed over it. Whoever
 * reads meanwhile, or pulls the plug, finds the old file or the new one. Permissions stay, a new file gets those of `mode`, and a
 * symbolic link goes on pointing to the file. Null, or why it could not be written.
 */
export function writeFileSafely(path: string, content: string, mode: number = 0o644): string | null {
  const target = realPath(path);
  const folder = dirname(target);
  const temporary = join(folder, `.${basename(target)}.${process.pid}.tmp`);
  const write = () => {
    mkdirSync(folder, { recursive: true });
    // A new file of its own: whatever is there by that name, a link at worst, is not written through.
    removeQuietly(temporary);
    writeNew(temporary, content, modeOf(target) ?? mode);
    renameSync(temporary, target);
  };
  try {
    try {
      write();
    } catch (error) {
      // A process that doesn't see this one, in a container of its own, has taken the file for a leftover.
      if (errorCode(error) !== 'ENOENT') throw error;
      write();
    }
  } catch (error) {
    removeQuietly(temporary);
    return `cannot write ${path}: ${systemReason(error)}`;
  }
  removeLeftovers(folder, basename(target));
  return null;
}

function writeNew(path: string, content: string, mode: number): void {
  const descriptor = openSync(path, 'wx', mode);
  try {
    const bytes = Buffer.from(content, 'utf8');
    for (let at = 0; at < bytes.length; ) at += writeSync(descriptor, bytes, at);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Temporary files of processes that were killed while they wrote this one. */
function removeLeftovers(folder: string, name: string): void {
  try {
    for (const entry of readdirSync(folder)) {
      if (!entry.startsWith(`.${name}.`)) continue;
      const pid = /^(\d+)\.tmp$/.exec(entry.slice(name.length + 2))?.[1];
      if (pid !== undefined && !isAlive(Number(pid))) removeQuietly(join(folder, entry));
    }
  } catch {
    // The folder can't be listed: they stay.
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

function modeOf(path: string): number | null {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats ? stats.mode & 0o777 : null;
}
