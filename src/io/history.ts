import { appendFileSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { withLock } from './lock-file.ts';
import { readFileBytes } from './read-file.ts';
import { stateFolder } from './state-folder.ts';
import { writeFileSafely } from './write-file.ts';

/** Requests that are remembered; twice as many in the file before it is cut. */
const KEPT = 1000;

/** What the user has asked, oldest first; over all sources and sessions. */
export interface History {
  readonly read: () => readonly string[];
  /** Adds a request. What can't be written is forgotten: a history is no reason to disturb anybody. */
  readonly keep: (request: string) => void;
}

export function openHistory(file: string = join(stateFolder(), 'history')): History {
  const lines = () => {
    const bytes = readFileBytes(file);
    return (Buffer.isBuffer(bytes) ? bytes.toString('utf8') : '').split('\n').filter((line) => line !== '');
  };
  return {
    read: () => {
      const all = lines();
      if (all.length <= 2 * KEPT) return all.slice(-KEPT);
      return withLock(file, () => {
        const last = lines().slice(-KEPT);
        writeFileSafely(file, `${last.join('\n')}\n`, 0o600);
        return last;
      });
    },
    keep: (request) => {
      const line = request.replace(/[\r\n]+/g, ' ').trim();
      if (line === '') return;
      try {
        mkdirSync(dirname(file), { recursive: true });
        withLock(file, () => appendFileSync(file, `${line}\n`, { mode: 0o600 }));
      } catch {
        // See above.
      }
    },
  };
}
