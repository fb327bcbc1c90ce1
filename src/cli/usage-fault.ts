import { quote } from '../model/parse-request.ts';
import { sanitize } from '../model/sanitize.ts';
import { complain, EXIT, type ExitCode } from './output.ts';

/** Wrong usage: says what is wrong and what to do, on stderr; the exit code for it. */
export function usageFault(message: string, hint?: string): ExitCode {
  complain(`nearmiss: ${message}${hint === undefined ? '' : `\n  ${hint}`}`);
  return EXIT.usage;
}

/** Words of the command line as somebody would type them, for a hint. */
export const asTyped = (words: readonly string[]): string => words.map((word) => sanitize(quote(word))).join(' ');
