import { sanitize } from '../model/sanitize.ts';
import type { LoadExplorer } from './command.ts';
import { complain, EXIT, flushOutput, terminalWidth } from './output.ts';
import { run } from './program.ts';
import type { readTree as ReadTree } from './read-tree.ts';

/** Runs the command line of this process. `loadExplorer` is for the explorer, which is a bundle of its own. @public */
export function main(loadExplorer: LoadExplorer): void {
  process.on('SIGINT', () => process.exit(EXIT.interrupted));
  process.on('uncaughtException', (error) => {
    // The explorer has its own, which gives the terminal back first.
    if (process.listenerCount('uncaughtException') === 1) fail(error);
  });
  run(process.argv.slice(2), loadExplorer).then(async (code) => {
    await flushOutput();
    process.exitCode = code;
    // Else Node takes its memory apart piece by piece, which the system does at once. Not where a terminal shows the answer: whoever
    // draws it may miss what was written right before the last process was gone.
    if (terminalWidth() === null) process.exit();
  }, fail);
}

/** For the thread that reads a large source: see ./read-in-thread.ts. @public */
export const readTree: typeof ReadTree = async (...given) => (await import('./read-tree.ts')).readTree(...given);

function fail(error: unknown): void {
  complain(`nearmiss: this is a bug in nearmiss: ${sanitize(error instanceof Error ? error.message : String(error))}`);
  if (process.env.NEARMISS_DEBUG && error instanceof Error) complain(error.stack ?? '');
  else complain('Please report it with the command and its source; NEARMISS_DEBUG=1 shows where it happened.');
  process.exit(EXIT.usage);
}
