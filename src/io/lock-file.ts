import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { errorCode } from './fault.ts';
import { changedAt } from './file-version.ts';
import { isAlive } from './is-alive.ts';
import { readFileBytes } from './read-file.ts';

/** Milliseconds for which another process is waited for; who holds a lock does so for a few, on a busy disk for some dozens. */
const PATIENCE = 2000;
/** A lock of that age was left by somebody, whoever has its number now. */
const STALE = 10_000;

/**
 * Reads, changes and writes a file while no other nearmiss does. Where no lock can be had (the folder can't be written, somebody
 * holds it for too long) it goes on without: nobody waits for another program for good.
 */
export function withLock<T>(file: string, act: () => T): T {
  const lock = `${file}.lock`;
  const held = acquire(lock);
  try {
    return act();
  } finally {
    if (held) remove(lock);
  }
}

function acquire(lock: string): boolean {
  const until = performance.now() + PATIENCE;
  for (;;) {
    try {
      sign(openSync(lock, 'wx', 0o600));
      return true;
    } catch (error) {
      if (errorCode(error) !== 'EEXIST' || performance.now() > until) return false;
    }
    if (isLeft(lock)) remove(lock);
    else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2);
  }
}

/** Whoever finds the lock looks whether its process is still there; on a full disk it can't be said, and its age counts. */
function sign(descriptor: number): void {
  try {
    writeSync(descriptor, String(process.pid));
  } catch {
    // See above.
  } finally {
    closeSync(descriptor);
  }
}

function isLeft(lock: string): boolean {
  const bytes = readFileBytes(lock);
  const pid = Buffer.isBuffer(bytes) ? Number(bytes.toString('utf8')) : 0;
  const since = changedAt(lock);
  return (pid > 0 && !isAlive(pid)) || (since > 0 && Date.now() - since > STALE);
}

function remove(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // Somebody else has, or nobody can: the next one finds it stale.
  }
}
