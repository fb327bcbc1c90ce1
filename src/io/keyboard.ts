import { closeSync, openSync } from 'node:fs';
import { ReadStream } from 'node:tty';
import { attempt } from '../model/attempt.ts';

/**
 * The terminal's keyboard where standard input is none because a source is piped into it; null where this process has no
 * terminal of its own. Whoever opens it destroys it, or the process goes on waiting for keys.
 */
export function openKeyboard(): ReadStream | null {
  const descriptor = attempt(() => openSync('/dev/tty', 'r'));
  if (descriptor === null) return null;
  const keyboard = attempt(() => new ReadStream(descriptor));
  if (keyboard === null) closeSync(descriptor);
  return keyboard;
}
