import { closeSync, openSync } from 'node:fs';
import { ReadStream } from 'node:tty';

/**
 * The terminal's keyboard where standard input is none because a source is piped into it; null where this process has no
 * terminal of its own. Whoever opens it destroys it, or the process goes on waiting for keys.
 */
export function openKeyboard(): ReadStream | null {
  let descriptor: number;
  try {
    descriptor = openSync('/dev/tty', 'r');
  } catch {
    return null;
  }
  try {
    return new ReadStream(descriptor);
  } catch {
    closeSync(descriptor);
    return null;
  }
}
