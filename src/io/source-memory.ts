import { createHash } from 'node:crypto';
import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { readFileBytes } from './read-file.ts';
import { stateFolder } from './state-folder.ts';
import { writeFileSafely } from './write-file.ts';

/**
 * What is remembered about one source between sessions, as texts that others read and write. What can't be written is
 * forgotten: that is no reason to disturb anybody.
 */
export interface SourceMemory {
  /** Pinned requests; null where nobody has pinned any yet. */
  readonly pins: () => string | null;
  readonly keepPins: (text: string) => void;
  /** Changes that no file has, of the last session that left some. */
  readonly changes: () => string | null;
  /** Null: there are none. `settled`: those of earlier sessions aren't wanted any more either. */
  readonly keepChanges: (text: string | null, settled: boolean) => void;
}

/**
 * The memory of a source; `key` names it for good: its absolute path or its address. Where nobody has pinned anything yet,
 * the pins are those of the requests file `beside` the source, if there is one.
 */
export function openSourceMemory(
  key: string,
  beside: string | null = null,
  folder: string = join(stateFolder(), 'sources'),
): SourceMemory {
  const stem = join(folder, createHash('sha256').update(key).digest('hex').slice(0, 24));
  const files = { pins: `${stem}.requests.yaml`, changes: `${stem}.scenario.yaml`, before: `${stem}.before.yaml` };
  let isFirst = true;
  return {
    pins: () => read(files.pins) ?? (beside === null ? null : read(beside)),
    keepPins: (text) => {
      writeFileSafely(files.pins, text);
    },
    changes: () => read(files.changes) ?? read(files.before),
    keepChanges: (text, settled) => {
      // What an earlier session left stays until somebody has said that it may go.
      if (isFirst && existsSync(files.changes)) quietly(() => renameSync(files.changes, files.before));
      isFirst = false;
      if (text !== null) writeFileSafely(files.changes, text);
      else quietly(() => rmSync(files.changes, { force: true }));
      if (text === null && settled) quietly(() => rmSync(files.before, { force: true }));
    },
  };
}

/** Whether the tour was shown already, to anybody who uses this state folder. */
export function openTourMemory(file: string = join(stateFolder(), 'tour')): {
  readonly shown: () => boolean;
  readonly keep: () => void;
} {
  return {
    shown: () => existsSync(file),
    keep: () => {
      writeFileSafely(file, 'shown\n');
    },
  };
}

function read(file: string): string | null {
  const bytes = readFileBytes(file);
  return Buffer.isBuffer(bytes) ? bytes.toString('utf8') : null;
}

function quietly(act: () => void): void {
  try {
    act();
  } catch {
    // See above.
  }
}
