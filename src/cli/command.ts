import type { ReadStream } from 'node:tty';
import { type Command, Option } from 'commander';
import { FRAMEWORK_NAMES } from '../dialects/registry.ts';
import type { FrameworkName } from '../model/route-tree.ts';
import { DEFAULT_SOURCES } from '../model/source.ts';
import type { MountedSource } from './mounted-sources.ts';
import type { ExitCode } from './output.ts';

/** Loads the explorer, which is a bundle of its own. */
export type LoadExplorer = () => Promise<{ readonly startExplorer: StartExplorer }>;

/** Runs the explorer on a source, with the keyboard that it listens to. */
export type StartExplorer = (keyboard: ReadStream, source: string | null, options: ExploreOptions) => Promise<ExitCode>;

/** A command of the program: what it takes, and what it does. */
export interface CliCommand {
  /** As it's typed; `''` for the explorer, which runs where no command is named. */
  readonly name: string;
  /** What its words are: one source, or something that the command itself takes apart. */
  readonly words: 'source' | 'words';
  /** Declares its options and its help. */
  configure(command: Command): void;
  /** Runs it on its words; on the source, if any, where it takes one. */
  run(words: readonly string[], options: SourceOptions, loadExplorer: LoadExplorer): Promise<ExitCode>;
}

/** What every command takes to find and read its source. */
export interface SourceOptions {
  readonly framework?: FrameworkName | undefined;
  readonly header?: readonly string[];
  readonly allowOutside?: boolean;
  /** A file with changes to apply. */
  readonly scenario?: string | undefined;
  /** Further sources among the words of the command line. */
  readonly mounted: readonly MountedSource[];
}

/** What the explorer takes besides. */
export interface ExploreOptions extends SourceOptions {
  /** A file for the times of everything that the explorer does. */
  readonly trace?: string;
  /** Seconds between two looks at an address, 0 for none; absent: as the address and its answers suggest. */
  readonly poll?: number;
}

const SOURCE_HELP = `
SOURCE is a routes file or an OpenAPI document (2.0 to 3.2, JSON or YAML), - for
standard input, or an address. Without it, the first of these in the folder:
${DEFAULT_SOURCES.slice(0, 5).join(', ')},
${DEFAULT_SOURCES.slice(5).join(', ')}.
NAME=SOURCE@/PREFIX mounts one more below a prefix.`;

/** Declares them. */
export function addSourceOptions(command: Command): void {
  command
    .helpOption('-h, --help', 'show this help')
    .addOption(new Option('--framework <name>', 'answer as this framework does').choices(FRAMEWORK_NAMES))
    .option('--scenario <file>', 'apply a saved scenario first')
    .option(
      '--header <header>',
      '"Name: value" for an address; a value may be @FILE or hold $VARIABLES; repeatable',
      collect,
    )
    .option('--allow-outside', 'allow references to files outside the folder of the document, and to addresses')
    .addHelpText('after', SOURCE_HELP);
}

/** For an option that may be given several times. */
export const collect = (value: string, before: readonly string[] = []) => [...before, value];

/** The examples at the end of a command's help. */
export const examples = (...lines: readonly string[]) =>
  `\nExamples:\n${lines.map((line) => `  $ ${line}`).join('\n')}`;
