import {
  closeSync,
  constants,
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
 * symbolic link goes on pointing to the file. Text is written in UTF-8. Null, or why it could not be written.
 */
export function writeFileSafely(path: string, content: string | Uint8Array, mode: number = 0o644): string | null {
  if (isStream(path)) return writeThrough(path, content);
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

/** What is no file but leads somewhere: `/dev/stdout`, a terminal, a pipe. It is written to; a file put in its place would be the end of it. */
function isStream(path: string): boolean {
  try {
    const stats = statSync(path, { throwIfNoEntry: false });
    return stats !== undefined && !stats.isFile() && !stats.isDirectory();
  } catch {
    return false;
  }
}

/** Milliseconds for which a reader may read nothing. */
const READER_PATIENCE = 2000;

function writeThrough(path: string, content: string | Uint8Array): string | null {
  try {
    // Non-blocking: a pipe without a reader would block forever.
    const descriptor = openSync(path, constants.O_WRONLY | (constants.O_NONBLOCK ?? 0));
    try {
      const bytes = Buffer.from(content);
      let until = performance.now() + READER_PATIENCE;
      for (let at = 0; at < bytes.length; ) {
        const written = writeSome(descriptor, bytes.subarray(at));
        at += written;
        if (written > 0) until = performance.now() + READER_PATIENCE;
        else if (performance.now() > until) return `cannot write ${path}: it has no reader`;
        else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2);
      }
    } finally {
      closeSync(descriptor);
    }
    return null;
  } catch (error) {
    const reason = errorCode(error) === 'ENXIO' ? 'it has no reader' : systemReason(error);
    return `cannot write ${path}: ${reason}`;
  }
}

/** How much could be written without waiting. */
function writeSome(descriptor: number, bytes: Buffer): number {
  try {
    return writeSync(descriptor, bytes);
  } catch (error) {
    if (errorCode(error) === 'EAGAIN') return 0;
    throw error;
  }
}

function writeNew(path: string, content: string | Uint8Array, mode: number): void {
  const descriptor = openSync(path, 'wx', mode);
  try {
    const bytes = Buffer.from(content);
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
