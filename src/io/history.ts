import { appendFileSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { attempt } from '../model/attempt.ts';
import { readOwnText } from './read-file.ts';
import { stateFolder } from './state-folder.ts';

/** Requests that are remembered. */
const KEPT = 1000;

/** What the user has asked, oldest first; over all sources and sessions. */
export interface History {
  readonly read: () => readonly string[];
  /** Adds a request. A fault is ignored: the history isn't worth an interruption. */
  readonly keep: (request: string) => void;
}

/**
 * Lines are only ever appended, so that sessions lose nothing of each other and need no lock. The file is never cut: it grows by
 * what a person types, and a hundred thousand requests are read in 20 ms.
 */
export function openHistory(file: string = join(stateFolder(), 'history')): History {
  return {
    read: () => (readOwnText(file)?.split('\n') ?? []).filter((line) => line !== '').slice(-KEPT),
    keep: (request) => {
      const line = request.replace(/[\r\n]+/g, ' ').trim();
      if (line === '') return;
      attempt(() => {
        mkdirSync(dirname(file), { recursive: true });
        appendFileSync(file, `${line}\n`, { mode: 0o600 });
      });
    },
  };
}
