import { sanitize } from '../model/sanitize.ts';
import { complain, EXIT, flushOutput, handleOutputFaults } from './output.ts';
import { run } from './program.ts';

process.on('SIGINT', () => process.exit(EXIT.interrupted));
handleOutputFaults();

function fail(error: unknown): void {
  complain(`nearmiss: this is a bug in nearmiss: ${sanitize(error instanceof Error ? error.message : String(error))}`);
  if (process.env.NEARMISS_DEBUG && error instanceof Error) complain(error.stack ?? '');
  else complain('Please report it with the command and its source; NEARMISS_DEBUG=1 shows where it happened.');
  process.exit(EXIT.usage);
}

process.on('uncaughtException', (error) => {
  // The explorer has its own, which gives the terminal back first.
  if (process.listenerCount('uncaughtException') === 1) fail(error);
});

run(process.argv.slice(2)).then(async (code) => {
  await flushOutput();
  process.exitCode = code;
  // Else Node takes its memory apart piece by piece, which the system does at once. Not where a terminal shows the answer: whoever
  // draws it may miss what was written right before the last process was gone.
  if (!process.stdout.isTTY) process.exit();
}, fail);
