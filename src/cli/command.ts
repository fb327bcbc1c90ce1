import type { Command } from 'commander';
import type { ExitCode } from './output.ts';
import type { SourceOptions } from './source-options.ts';
import type { startExplorer } from './start-explorer.ts';

/** Loads the explorer, which is a bundle of its own. */
export type LoadExplorer = () => Promise<{ readonly startExplorer: typeof startExplorer }>;

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
