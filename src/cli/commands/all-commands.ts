import type { CliCommand } from '../command.ts';
import { explore } from './explore-command.ts';

/** Every command by its name, in the order of the help; each is loaded where it's needed. */
const COMMANDS: Readonly<Record<string, () => Promise<CliCommand>>> = {
  list: async () => (await import('./list-command.ts')).list,
  explain: async () => (await import('./explain-command.ts')).explain,
  lint: async () => (await import('./lint-command.ts')).lint,
  check: async () => (await import('./check-command.ts')).check,
};

/** Their names. */
export const COMMAND_NAMES: readonly string[] = [...Object.keys(COMMANDS), 'help'];

/** The commands that a command line may need, the explorer first: those that it names; all of them for the help. */
export async function commandsFor(argv: readonly string[]): Promise<readonly CliCommand[]> {
  const isHelp = ['help', '--help', '-h'].some((word) => argv.includes(word));
  const needed = Object.entries(COMMANDS).filter(([name]) => isHelp || argv.includes(name));
  return [explore, ...(await Promise.all(needed.map(([, load]) => load())))];
}
