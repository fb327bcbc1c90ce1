import { appendFileSync, mkdirSync, renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readFileBytes } from './read-file.ts';
import { stateFolder } from './state-folder.ts';

/** Requests that are remembered, and lines of the file before a new one is begun. */
const KEPT = 1000;

/** What the user has asked, oldest first; over all sources and sessions. */
export interface History {
  readonly read: () => readonly string[];
  /** Adds a request. A fault is ignored: the history isn't worth an interruption. */
  readonly keep: (request: string) => void;
}

/** Lines are only appended, so that sessions need no lock; a full file is renamed, and the one before it deleted by that. */
export function openHistory(file: string = join(stateFolder(), 'history')): History {
  const old = `${file}.old`;
  return {
    read: () => {
      const current = linesOf(file);
      const all = [...linesOf(old), ...current];
      if (current.length > KEPT) quietly(() => renameSync(file, old));
      return all.slice(-KEPT);
    },
    keep: (request) => {
      const line = request.replace(/[\r\n]+/g, ' ').trim();
      if (line === '') return;
      quietly(() => {
        mkdirSync(dirname(file), { recursive: true });
        appendFileSync(file, `${line}\n`, { mode: 0o600 });
      });
    },
  };
}

function linesOf(file: string): readonly string[] {
  const bytes = readFileBytes(file);
  return Buffer.isBuffer(bytes)
    ? bytes
        .toString('utf8')
        .split('\n')
        .filter((line) => line !== '')
    : [];
}

function quietly(act: () => void): void {
  try {
    act();
  } catch {
    // See `keep`.
  }
}
