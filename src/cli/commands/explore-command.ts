import { existsSync } from 'node:fs';
import type { ReadStream } from 'node:tty';
import { type Command, InvalidArgumentError } from 'commander';
import { isAddress } from '../../io/source-bytes.ts';
import { DEFAULT_SOURCES } from '../../model/source.ts';
import { type CliCommand, type ExploreOptions, examples } from '../command.ts';
import { type ExitCode, terminalWidth } from '../output.ts';

/** The shortest pause that may be asked for, as `watch -n` has it, and the longest, a day: Node can wait for no more than 24. */
const SHORTEST = 0.1;
const LONGEST = 86_400;

/** `nearmiss [SOURCE]`: the explorer; what `list` prints where there is no terminal to explore in. */
export const explore: CliCommand = {
  name: '',
  words: 'source',
  configure: (command: Command) =>
    command
      .usage('[options] [command] [SOURCE]')
      .option(
        '--poll <seconds>',
        'seconds between two checks of an address for changes, 0 for none (default: 0.15 on this machine, 1 elsewhere, more where the server is slow or fails)',
        (text) => {
          const seconds = readSeconds(text);
          if (seconds !== null) return seconds;
          throw new InvalidArgumentError(
            `Allowed are ${SHORTEST} to ${LONGEST} seconds, such as 2 or 0.5, and 0 for never.`,
          );
        },
      )
      .option('--trace <file>', 'record where the explorer spends its time, for a bug report: times only, no requests')
      .addHelpText(
        'after',
        examples(
          'nearmiss',
          'nearmiss routes.yaml',
          'nearmiss http://127.0.0.1:8000',
          'nearmiss explain GET /api/user',
        ),
      ),
  run: async ([source = null], options: ExploreOptions, loadExplorer): Promise<ExitCode> => {
    const isScreen = terminalWidth() !== null && process.env.TERM !== 'dumb';
    const keyboard = isScreen ? await keyboardFor(source) : null;
    // A missing source is reported at once: a screen would only stand in the way of typing the name again.
    if (keyboard === null || isMissing(source)) {
      const { list } = await import('./list-command.ts');
      return list.run(source === null ? [] : [source], options, loadExplorer);
    }
    const { startExplorer } = await loadExplorer();
    return startExplorer(keyboard, source, options);
  },
};

/** The terminal's keyboard. What opens another one loads `node:tty`, which every command would wait for. */
async function keyboardFor(source: string | null): Promise<ReadStream | null> {
  if (process.stdin.isTTY) return process.stdin;
  return source === '-' ? (await import('../../io/keyboard.ts')).openKeyboard() : null;
}

const isMissing = (source: string | null) =>
  source === null
    ? !DEFAULT_SOURCES.some((name) => existsSync(name))
    : source !== '-' && !isAddress(source) && !existsSync(source);

/** Seconds as they are typed; null where it isn't a number of them that can be waited for. */
export function readSeconds(text: string): number | null {
  if (!/^(?:\d+(?:\.\d*)?|\.\d+)$/.test(text)) return null;
  const seconds = Number(text);
  return seconds === 0 || (seconds >= SHORTEST && seconds <= LONGEST) ? seconds : null;
}
