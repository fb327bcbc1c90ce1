import { systemReason } from '../io/fault.ts';
import { sanitize } from '../model/sanitize.ts';
import { complain, EXIT } from './output.ts';
import { run } from './program.ts';

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // A reader that has enough (`nearmiss list | head`) is no fault of anybody's.
  if (error.code !== 'EPIPE') complain(`nearmiss: cannot write the answer: ${systemReason(error)}`);
  process.exit(error.code === 'EPIPE' ? EXIT.ok : EXIT.usage);
});
process.stderr.on('error', () => {});

process.on('SIGINT', () => process.exit(EXIT.interrupted));

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

run(process.argv.slice(2)).then((code) => {
  process.exitCode = code;
}, fail);
