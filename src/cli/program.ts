import { Command, CommanderError, Option } from 'commander';
import { version } from '../../package.json';
import { FRAMEWORK_NAMES } from '../dialects/registry.ts';
import { shownSource } from '../io/shown-address.ts';
import { isClient } from '../model/client-call.ts';
import type { FrameworkName } from '../model/route-tree.ts';
import { sanitize } from '../model/sanitize.ts';
import { DEFAULT_SOURCES } from '../model/source.ts';
import type { LoadExplorer } from './commands/explore.ts';
import { isFile } from './is-file.ts';
import { type MountedSource, setMountedApart } from './mounted-sources.ts';
import { EXIT, type ExitCode } from './output.ts';
import { pollOption } from './poll-option.ts';
import { asTyped, usageFault } from './usage-fault.ts';

/** What every command takes to find and read its source. */
export interface SourceOptions {
  readonly framework?: FrameworkName;
  readonly header?: readonly string[];
  readonly allowOutside?: boolean;
  readonly scenario?: string;
  /** Further sources among the words of the command line. */
  readonly mounted?: readonly MountedSource[];
}

export interface ExploreOptions extends SourceOptions {
  /** A file for the times of everything that the explorer does. */
  readonly trace?: string;
  /** Seconds between two looks at an address, 0 for none; absent: as the address and its answers suggest. */
  readonly poll?: number;
}

export interface ListOptions extends SourceOptions {
  readonly json?: boolean;
  readonly long?: boolean;
}

export interface ExplainOptions extends SourceOptions {
  readonly json?: boolean;
  readonly requests?: string;
  /** False with `--no-misses`. */
  readonly misses: boolean;
}

export interface LintOptions extends SourceOptions {
  readonly json?: boolean;
  readonly only?: readonly string[];
  readonly disable?: readonly string[];
}

export interface CheckOptions extends SourceOptions {
  readonly json?: boolean;
  readonly junit?: string;
  readonly update?: boolean;
  readonly init?: boolean;
}

/** Runs the command line; resolves with the exit code. Each command is loaded only when it is asked for. */
export async function run(argv: readonly string[], loadExplorer: LoadExplorer): Promise<ExitCode> {
  let code: ExitCode = EXIT.ok;
  const done = (result: ExitCode) => {
    code = result;
  };
  try {
    await program(loadExplorer, done).parseAsync(setClientApart(argv), { from: 'user' });
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

function program(loadExplorer: LoadExplorer, done: (code: ExitCode) => void): Command {
  const root = new Command('nearmiss');
  root
    .description('Which route answers this request, and if none does, which one was meant and why it missed.')
    .version(version, '-V, --version')
    .exitOverride()
    .showSuggestionAfterError()
    .enablePositionalOptions()
    .helpCommand('help [command]', 'show the help of a command')
    .configureHelp({
      showGlobalOptions: false,
      subcommandTerm: (command) => `${command.name()} ${command.usage()}`.replace('[options] ', ''),
    })
    // Its errors repeat what was typed, line breaks of its own among it.
    .configureOutput({
      outputError: (text, write) =>
        write(
          text
            .split('\n')
            .map((line) => sanitize(line))
            .join('\n'),
        ),
    });

  withSource(root, '[source...]')
    .usage('[options] [command] [SOURCE]')
    .addOption(pollOption())
    .option('--trace <file>', 'record where the explorer spends its time, for a bug report: times only, no requests')
    .addHelpText(
      'after',
      examples('nearmiss', 'nearmiss routes.yaml', 'nearmiss http://127.0.0.1:8000', 'nearmiss explain GET /api/user'),
    )
    .action(async (words: readonly string[], _: unknown, command: Command) => {
      const { explore } = await loadExplorer();
      done(await withSources(words, command.opts<ExploreOptions>(), explore));
    });

  withSource(root.command('list'), '[source...]')
    .usage('[options] [SOURCE]')
    .description('list the registered routes, in registration order')
    .option('--json', 'as a JSON array')
    .option('--long', 'with name, parameters, tags and where each is declared')
    .addHelpText(
      'after',
      examples('nearmiss list', 'nearmiss list openapi.json | grep users', "nearmiss list --json | jq -r '.[].path'"),
    )
    .action(async (words: readonly string[], _: unknown, command: Command) => {
      const { list } = await import('./commands/list.ts');
      done(await withSources(words, command.optsWithGlobals<ListOptions>(), list));
    });

  withSource(root.command('explain'), '[words...]')
    .usage('[options] [SOURCE] METHOD TARGET')
    .description('say what answers a request, and if nothing good does, why and what was probably meant')
    .option('--json', 'as one line of JSON')
    .option(
      '--requests <file>',
      'read requests from a file (- for standard input), one JSON object per line, and answer each with one line of JSON',
    )
    .option('--no-misses', 'leave out what was probably meant: faster over many requests')
    .addHelpText(
      'after',
      `${examples(
        'nearmiss explain GET /api/user',
        'nearmiss explain routes.yaml POST "/orders?dry=1"',
        'nearmiss explain openapi.json curl -X DELETE https://example.org/users/5',
        `nearmiss explain '1.2.3.4 - - [..] "GET /user HTTP/1.1" 404 -'`,
        'nearmiss explain routes.yaml --requests requests.ndjson | jq .outcome',
      )}\n\nExit code: 0 where a route handles the request, redirects followed, else 1.`,
    )
    .action(async (words: readonly string[], _: unknown, command: Command) => {
      const { explain } = await import('./commands/explain.ts');
      const { words: others, mounted } = setMountedApart(words, isFile);
      done(await explain(others, { ...command.optsWithGlobals<ExplainOptions>(), mounted }));
    });

  withSource(root.command('lint'), '[source...]')
    .usage('[options] [SOURCE]')
    .description("find routes that can't be reached or will surprise")
    .option('--json', 'as a JSON array')
    .option('--only <rules>', 'only these rules, by commas; repeatable', collect)
    .option('--disable <rules>', 'all rules but these; repeatable', collect)
    .addHelpText('after', examples('nearmiss lint', 'nearmiss lint openapi.json --json'))
    .action(async (words: readonly string[], _: unknown, command: Command) => {
      const { lint } = await import('./commands/lint.ts');
      done(await withSources(words, command.optsWithGlobals<LintOptions>(), lint));
    });

  withSource(root.command('check'), '[words...]')
    .usage('[options] [SOURCE] REQUESTS')
    .description('ask the requests of a YAML file and compare the answers with what it expects; for CI')
    .option('--json', 'the report as JSON')
    .option('--junit <file>', 'write the report as JUnit XML as well')
    .option('--update', 'write the answers of now into the file as what is expected')
    .option('--init', 'write a file to start from, made from the routes')
    .addHelpText(
      'after',
      examples(
        'nearmiss check requests.yaml',
        'nearmiss check openapi.json requests.yaml --junit report.xml',
        'nearmiss check --init routes.yaml requests.yaml',
      ),
    )
    .action(async (words: readonly string[], _: unknown, command: Command) => {
      const { check } = await import('./commands/check.ts');
      const { words: others, mounted } = setMountedApart(words, isFile);
      done(await check(others, { ...command.optsWithGlobals<CheckOptions>(), mounted }));
    });

  return root;
}

/** Runs a command on its one source, with the mounted ones among its options. */
async function withSources<Options extends SourceOptions>(
  given: readonly string[],
  options: Options,
  command: (source: string | null, options: Options) => Promise<ExitCode>,
): Promise<ExitCode> {
  const { words, mounted } = setMountedApart(given, isFile);
  const [source = null, more] = words;
  if (more !== undefined) {
    const asked = /^[A-Za-z]+$/.test(source ?? '') && /^(?:\/|https?:|-)/.test(more);
    if (asked) return usageFault('this is a request, not a source', `nearmiss explain ${asTyped(words)}`);
    const meant = source === null || isFile(source) ? null : (await import('./command-meant.ts')).commandMeant(source);
    return meant !== null
      ? usageFault(
          `there is no command ${sanitize(source ?? '')}`,
          `did you mean: nearmiss ${meant} ${asTyped(words.slice(1))}`,
        )
      : usageFault('several sources need a prefix each', `write NAME=${sanitize(shownSource(more))}@/prefix`);
  }
  if (source !== null && /^[A-Z]+ \//.test(source) && !isFile(source))
    return usageFault('this is a request, not a source', `nearmiss explain ${asTyped(words)}`);
  return command(source, { ...options, mounted });
}

const SOURCE_HELP = `
SOURCE is a routes file or an OpenAPI document (2.0 to 3.2, JSON or YAML), - for
standard input, or an address. Without it, the first of these in the folder:
${DEFAULT_SOURCES.slice(0, 5).join(', ')},
${DEFAULT_SOURCES.slice(5).join(', ')}.
NAME=SOURCE@/PREFIX mounts one more below a prefix.`;

function withSource(command: Command, words: string): Command {
  return command
    .argument(words)
    .helpOption('-h, --help', 'show this help')
    .addOption(new Option('--framework <name>', 'answer as this framework would').choices(FRAMEWORK_NAMES))
    .option('--scenario <file>', 'apply a saved scenario first')
    .option(
      '--header <header>',
      '"Name: value" for an address; a value may be @FILE or hold $VARIABLES; repeatable',
      collect,
    )
    .option('--allow-outside', 'let a document refer to files outside its own folder, and to addresses')
    .addHelpText('after', SOURCE_HELP);
}

const collect = (value: string, before: readonly string[] = []) => [...before, value];

const examples = (...lines: readonly string[]) => `\nExamples:\n${lines.map((line) => `  $ ${line}`).join('\n')}`;
