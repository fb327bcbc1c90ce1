import { existsSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { version } from '../../package.json';
import { isFile } from '../io/file-stats.ts';
import { shownSource } from '../io/shown-address.ts';
import { nearest } from '../model/nearest.ts';
import { isClient } from '../model/parse-request.ts';
import { sanitize } from '../model/sanitize.ts';
import type { CliCommand, LoadExplorer } from './command.ts';
import { addSourceOptions, type SourceOptions } from './command.ts';
import { COMMAND_NAMES, commandsFor } from './commands/all-commands.ts';
import { setMountedApart } from './mounted-sources.ts';
import { asTyped, EXIT, type ExitCode, usageFault } from './output.ts';

/** Runs the command line; resolves with the exit code. */
export async function run(argv: readonly string[], loadExplorer: LoadExplorer): Promise<ExitCode> {
  let code: ExitCode = EXIT.ok;
  const done = (result: ExitCode) => {
    code = result;
  };
  try {
    await program(await commandsFor(argv), loadExplorer, done).parseAsync(setClientApart(argv), { from: 'user' });
  } catch (error) {
    // Commander has printed what there is to say: help and version on stdout with 0, usage errors on stderr.
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    throw error;
  }
  return code;
}

/**
 * Everything behind `curl` (`http`, `wget`) is its own, flags included: `nearmiss explain --json curl -X POST http://…`. A last
 * `--json` or `--no-misses` is ours all the same, since curl's own `--json` needs a value.
 */
function setClientApart(argv: readonly string[]): readonly string[] {
  const client = argv[0] === 'explain' ? argv.findIndex(isClient) : -1;
  if (client < 0) return argv;
  let end = argv.length;
  while (end > client + 2 && (argv[end - 1] === '--json' || argv[end - 1] === '--no-misses')) end--;
  return [...argv.slice(0, client), ...argv.slice(end), '--', ...argv.slice(client, end)];
}

function program(commands: readonly CliCommand[], loadExplorer: LoadExplorer, done: (code: ExitCode) => void): Command {
  const root = new Command('nearmiss');
  root
    .description(
      "Shows which route answers a request, and if none does, which one you probably meant and what's wrong.",
    )
    .version(version, '-V, --version')
    .exitOverride()
    .showSuggestionAfterError()
    .enablePositionalOptions()
    .helpCommand('help [command]', 'show the help of a command')
    .configureHelp({
      showGlobalOptions: false,
      subcommandTerm: (command) => `${command.name()} ${command.usage()}`.replace('[options] ', ''),
    })
    // Its errors repeat what was typed, with any line breaks in it.
    .configureOutput({
      outputError: (text, write) =>
        write(
          text
            .replace(/^error: /, 'nearmiss: ')
            .split('\n')
            .map((line) => sanitize(line))
            .join('\n'),
        ),
    });
  for (const one of commands) {
    const command = one.name === '' ? root : root.command(one.name);
    command.argument(`[${one.words}...]`);
    addSourceOptions(command);
    one.configure(command);
    command.action(async (given: readonly string[]) => {
      const { words, mounted } = setMountedApart(given, isFile);
      const options: SourceOptions = { ...command.optsWithGlobals(), mounted };
      done(misuse(one, words) ?? (await one.run(words, options, loadExplorer)));
    });
  }
  return root;
}

/** What is wrong with the words of a command that takes one source; null where nothing is. */
function misuse({ name, words: kind }: CliCommand, words: readonly string[]): ExitCode | null {
  const [source, more] = words;
  if (kind !== 'source' || source === undefined) return null;
  const isRequest =
    more === undefined
      ? /^[A-Z]+ \//.test(source) && !isFile(source)
      : /^[A-Za-z]+$/.test(source) && /^(?:\/|https?:|-)/.test(more);
  if (isRequest) return usageFault('this is a request, not a source', `nearmiss explain ${asTyped(words)}`);
  if (more !== undefined) {
    const meant = isFile(source) ? null : commandMeant(source);
    return meant !== null
      ? usageFault(`unknown command ${sanitize(source)}`, `did you mean: nearmiss ${meant} ${asTyped(words.slice(1))}`)
      : usageFault('several sources need a prefix each', `write NAME=${sanitize(shownSource(more))}@/prefix`);
  }
  if (name !== '' || !/^[a-z]+$/.test(source) || existsSync(source)) return null;
  const meant = commandMeant(source);
  return usageFault(
    `no file and no command is named ${source}`,
    meant === null ? `commands: ${COMMAND_NAMES.join(', ')}` : `did you mean: nearmiss ${meant}`,
  );
}

/** The command that a misspelt word may mean; null for none. */
const commandMeant = (word: string) => (/^[a-z]+$/.test(word) ? nearest(word, COMMAND_NAMES) : null);
