import { appendFileSync, existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { attempt } from '../model/attempt.ts';
import { systemReason } from './fault.ts';
import { readOwnText } from './read-file.ts';

/**
 * The pinned requests of one source as a log, a line of JSON for each that was set or removed. Lines are only ever appended, all those of a change in one write, so that several
 * sessions at once lose nothing of each other and need no lock. A line that a killed process left unfinished is skipped. It's never compacted:
 * it grows by what a person pins, and ten thousand lines, more than years of it, are read in 20 to 50 ms.
 */
export function openPinLog(file: string) {
  return {
    /** In the order in which they were pinned; null where nothing was ever pinned. */
    read: (): readonly string[] | null => {
      const log = readOwnText(file);
      return log === null ? null : replay(log);
    },
    /** Keeps what this session has changed: from `before` to `now`. Null, or why it couldn't be written. */
    keep: (now: readonly string[], before: readonly string[]): string | null => {
      const base = existsSync(file) ? [] : before;
      const entries = [
        ...base.map((pin) => ({ pin })),
        ...before.filter((one) => !now.includes(one)).map((unpin) => ({ unpin })),
        ...now.filter((one) => !before.includes(one)).map((pin) => ({ pin })),
      ];
      if (entries.length === 0) return null;
      try {
        mkdirSync(dirname(file), { recursive: true });
        // The first line break ends a line that was left unfinished.
        appendFileSync(file, `\n${entries.map((entry) => JSON.stringify(entry)).join('\n')}\n`, { mode: 0o600 });
        return null;
      } catch (error) {
        return systemReason(error);
      }
    },
  };
}

interface Entry {
  readonly pin?: unknown;
  readonly unpin?: unknown;
}

function replay(log: string): readonly string[] {
  const pins = new Set<string>();
  for (const line of log.split('\n').filter((one) => one !== '')) {
    const { pin, unpin } = attempt<Entry>(() => JSON.parse(line)) ?? {};
    if (typeof pin === 'string') pins.add(pin);
    if (typeof unpin === 'string') pins.delete(unpin);
  }
  return [...pins];
}
