import { complain, EXIT, type ExitCode } from './output.ts';

/** Wrong usage: says what is wrong and what to do, on stderr; the exit code for it. */
export function usageFault(message: string, hint?: string): ExitCode {
  complain(`nearmiss: ${message}${hint === undefined ? '' : `\n  ${hint}`}`);
  return EXIT.usage;
}
