import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { attempt } from '../model/attempt.ts';
import { statsOf } from './file-stats.ts';
import { openPinLog } from './pin-log.ts';
import { readOwnText } from './read-file.ts';
import { stateFolder } from './state-folder.ts';
import { isAlive, remove, writeFileSafely } from './write-file.ts';

/** Requests are private: only the user may read the file. */
const PRIVATE = 0o600;
/** Earlier sessions whose changes are kept until the user restores or discards them. */
const LEFT = 3;

/**
 * What is remembered about a source between sessions; `key` identifies it: its absolute path or its address. Several sessions at once
 * lose nothing of each other. What writes gives null, or why it could not be written.
 */
export function openSourceMemory(
  key: string,
  beside: string | null = null,
  folder: string = join(stateFolder(), 'sources'),
) {
  const stem = createHash('sha256').update(key).digest('hex').slice(0, 24);
  // One file for each session: none overwrites what another has.
  const own = join(folder, `${stem}.${process.pid}-${randomUUID().slice(0, 8)}.scenario.yaml`);
  const left = () => leftBehind(folder, stem, own);
  return {
    pins: openPinLog(join(folder, `${stem}.pins.ndjson`)),
    /** The requests file beside the source, whose requests are the first pins; null where there is none. */
    requestsFile: (): string | null => (beside === null ? null : readOwnText(beside)),
    /** The unsaved changes of the last session that left some, as a scenario file. */
    changes: (): string | null => [own, ...left()].map(readOwnText).find((text) => text !== null) ?? null,
    /** Null: there are none. `settled`: those of earlier sessions aren't wanted any more either. */
    keepChanges: (text: string | null, settled: boolean): string | null => {
      for (const file of left().slice(settled && text === null ? 0 : LEFT)) remove(file);
      if (text === null) {
        remove(own);
        return null;
      }
      // Without the name of the file, which means nothing to the user.
      return writeFileSafely(own, text, PRIVATE)?.replace(own, 'to the state folder') ?? null;
    },
  };
}

export type SourceMemory = ReturnType<typeof openSourceMemory>;

/** The changes of sessions that are over, the last first. */
function leftBehind(folder: string, stem: string, own: string): readonly string[] {
  const files = (attempt(() => readdirSync(folder)) ?? []).filter(
    (name) => name.startsWith(`${stem}.`) && name.endsWith('.scenario.yaml'),
  );
  const over = files.filter((name) => {
    const pid = Number(/\.(\d+)-/.exec(name)?.[1]);
    // One of this number and not ours is of an earlier process.
    return name !== basename(own) && !(pid !== process.pid && isAlive(pid));
  });
  return over.map((name) => join(folder, name)).toSorted((a, b) => changedAt(b) - changedAt(a));
}

/** Whether the tour was shown already, to anybody who uses this state folder. */
export const openTourMemory = (file: string = join(stateFolder(), 'tour')) => ({
  shown: () => existsSync(file),
  keep: () => void writeFileSafely(file, 'shown\n', PRIVATE),
});

const changedAt = (file: string) => Number(statsOf(file)?.mtimeMs ?? 0);
