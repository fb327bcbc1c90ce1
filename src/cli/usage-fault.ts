import { quote } from '../model/parse-request.ts';
import { sanitize } from '../model/sanitize.ts';
import { complain, EXIT, type ExitCode } from './output.ts';

/** Reports wrong usage on stderr, with what to do; returns its exit code. */
export function usageFault(message: string, hint?: string): ExitCode {
  complain(`nearmiss: ${message}${hint === undefined ? '' : `\n  ${hint}`}`);
  return EXIT.usage;
}

/** Words of the command line as somebody would type them, for a hint. */
export const asTyped = (words: readonly string[]): string => words.map((word) => sanitize(quote(word))).join(' ');
