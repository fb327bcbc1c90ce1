import { closeSync, openSync, rmSync } from 'node:fs';
import { errorCode } from './fault.ts';
import { changedAt } from './file-version.ts';

/** Milliseconds for which another process is waited for; who holds a lock does so for a few. */
const PATIENCE = 250;
/** A lock of that age was left by a process that is no more. */
const STALE = 2000;

/**
 * Reads, changes and writes a file while no other nearmiss does. Where no lock can be had (the folder can't be written, somebody
 * holds it for too long) it goes on without: a key press never waits for another program.
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
      closeSync(openSync(lock, 'wx', 0o600));
      return true;
    } catch (error) {
      if (errorCode(error) !== 'EEXIST' || performance.now() > until) return false;
    }
    const since = changedAt(lock);
    if (since > 0 && Date.now() - since > STALE) remove(lock);
    else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2);
  }
}

function remove(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // Somebody else has, or nobody can: the next one finds it stale.
  }
}
