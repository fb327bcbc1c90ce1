/** What the command line of an HTTP client (curl, HTTPie, Wget) asks for, as far as routing looks at it. */
export interface ClientCall {
  readonly method: string;
  /** As written; null where there is none. */
  readonly url: string | null;
  /** `host` and `accept` only, names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** What `-G` moves from the body into the query; `''` for nothing. */
  readonly extraQuery: string;
  /** `--path-as-is`: dot segments are sent as they are. */
  readonly pathAsIs: boolean;
}

const CLIENTS = new Set(['curl', 'wget', 'http', 'https', 'xh', 'xhs']);

/** Whether a word of a command line is one of the programs that send requests, behind which all words are its own. */
export const isClient = (word: string): boolean => CLIENTS.has(word.toLowerCase().replace(/\.exe$/, ''));
