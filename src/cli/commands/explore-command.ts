import { existsSync } from 'node:fs';
import type { ReadStream } from 'node:tty';
import type { Command } from 'commander';
import { isAddress } from '../../io/source-bytes.ts';
import { DEFAULT_SOURCES } from '../../model/source.ts';
import type { CliCommand } from '../command.ts';
import type { ExitCode } from '../output.ts';
import { pollOption } from '../poll-option.ts';
import { examples } from '../source-options.ts';
import type { ExploreOptions } from '../start-explorer.ts';

/** `nearmiss [SOURCE]`: the explorer; what `list` prints where there is no terminal to explore in. */
export const explore: CliCommand = {
  name: '',
  words: 'source',
  configure: (command: Command) =>
    command
      .usage('[options] [command] [SOURCE]')
      .addOption(pollOption())
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
    const isScreen = process.stdout.isTTY && process.env.TERM !== 'dumb';
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
