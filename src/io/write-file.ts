import {
  closeSync,
  constants,
  mkdirSync,
  openSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { attempt } from '../model/attempt.ts';
import { errorCode, systemReason } from './fault.ts';
import { statsOf } from './file-stats.ts';

/**
 * Writes a file as a whole or not at all: into a temporary file beside it, onto the disk, then renamed over it. Whoever
 * reads meanwhile, or pulls the plug, finds the old file or the new one. Permissions stay, a new file gets those of `mode`, and a
 * symbolic link goes on pointing to the file. Text is written in UTF-8. Null, or why it could not be written.
 */
export function writeFileSafely(path: string, content: string | Uint8Array, mode: number = 0o644): string | null {
  const stats = statsOf(path);
  // `/dev/stdout`, a terminal, a pipe: a file put in its place would be the end of it.
  if (stats && !stats.isFile() && !stats.isDirectory()) return writeThrough(path, content);
  const target = attempt(() => realpathSync(path)) ?? path;
  const folder = dirname(target);
  const temporary = join(folder, `.${basename(target)}.${process.pid}.tmp`);
  const write = () => {
    mkdirSync(folder, { recursive: true });
    // A new file of its own: whatever is there by that name, a link at worst, is not written through.
    remove(temporary);
    const options = { flag: 'wx', mode: stats ? Number(stats.mode) & 0o777 : mode, flush: true };
    writeFileSync(temporary, content, options);
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
    remove(temporary);
    return `cannot write ${path}: ${systemReason(error)}`;
  }
  removeLeftovers(folder, basename(target));
  return null;
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

/** Temporary files of processes that were killed while they wrote this one. */
function removeLeftovers(folder: string, name: string): void {
  for (const entry of attempt(() => readdirSync(folder)) ?? []) {
    if (!entry.startsWith(`.${name}.`)) continue;
    const pid = /^(\d+)\.tmp$/.exec(entry.slice(name.length + 2))?.[1];
    if (pid !== undefined && !isAlive(Number(pid))) remove(join(folder, entry));
  }
}

/** Deletes a file if there is one, and if that is allowed. */
export const remove = (path: string) => attempt(() => rmSync(path, { force: true }));

/** Whether a process of that number runs, be it ours or somebody else's. */
export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}
