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

/**
 * Words as a POSIX shell splits them: quotes, backslashes, `$'…'`, lines continued with `\` (or `^` and a backtick, as
 * the Windows shells do), ending at the first pipe, redirection or `;`. An open quote runs to the end of the text.
 */
function shellWords(text: string): readonly string[] {
  const words: string[] = [];
  let word: string | null = null;
  const add = (part: string) => {
    word = (word ?? '') + part;
  };
  const end = () => {
    if (word !== null) words.push(word);
    word = null;
  };
  for (let i = 0; i < text.length; i++) {
    const char = text[i] ?? '';
    const continued = /^[\\^`]\r?\n/.exec(text.slice(i, i + 3));
    if (continued) i += continued[0].length - 1;
    else if (/\s/.test(char)) end();
    else if (char === "'" || (char === '$' && text[i + 1] === "'")) {
      const ansi = char === '$';
      const quoted = readQuoted(text, i + (ansi ? 2 : 1), "'", ansi);
      add(ansi ? unescapeAnsi(quoted.text) : quoted.text);
      i = quoted.end;
    } else if (char === '"') {
      const quoted = readQuoted(text, i + 1, '"', true);
      add(quoted.text.replace(/\\(\r?\n|["\\$`])/g, (_, escaped: string) => (escaped.endsWith('\n') ? '' : escaped)));
      i = quoted.end;
    } else if (char === '\\') add(text[++i] ?? '');
    else if (/[|;<>]/.test(char) || text.startsWith('&&', i)) break;
    else add(char);
  }
  end();
  return words;
}

/** The text up to the closing quote, escapes left in; `end` is the index of that quote or of the text's last unit. */
function readQuoted(text: string, from: number, close: string, escapes: boolean): { text: string; end: number } {
  let at = from;
  while (at < text.length && text[at] !== close) at += escapes && text[at] === '\\' ? 2 : 1;
  return { text: text.slice(from, at), end: Math.min(at, text.length) };
}

const ANSI: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };

function unescapeAnsi(text: string): string {
  return text.replace(
    /\\(?:x([0-9a-f]{1,2})|u([0-9a-f]{1,4})|(.))/gis,
    (_, hex?: string, unicode?: string, char?: string) => {
      const code = hex ?? unicode;
      return code === undefined ? (ANSI[char ?? ''] ?? char ?? '') : String.fromCharCode(Number.parseInt(code, 16));
    },
  );
}

/**
 * Tells each option of a command line with its value (`''` for none), and gives the words that are none, in order; behind `--` all are.
 * `short` has the long names that short options stand for, `valued` the long names of those that take a value.
 */
export function readOptions(
  args: string,
  short: Readonly<Record<string, string>>,
  valued: ReadonlySet<string>,
  apply: (name: string, value: string) => void,
): readonly string[] {
  const words = shellWords(args);
  const others: string[] = [];
  for (let i = 0; i < words.length; i++) {
    const word = words[i] ?? '';
    if (word === '--') return [...others, ...words.slice(i + 1)];
    if (word.startsWith('--')) {
      const equals = word.indexOf('=');
      const name = word.slice(2, equals < 0 ? undefined : equals);
      apply(name, equals >= 0 ? word.slice(equals + 1) : valued.has(name) ? (words[++i] ?? '') : '');
    } else if (word.startsWith('-') && word.length > 1) {
      // Short options may be run together, the last with its value attached: -sSLXPOST
      for (let at = 1; at < word.length; at++) {
        const name = short[word[at] ?? ''] ?? '';
        if (!valued.has(name)) {
          apply(name, '');
          continue;
        }
        const attached = word.slice(at + 1);
        apply(name, attached !== '' ? attached : (words[++i] ?? ''));
        break;
      }
    } else others.push(word);
  }
  return others;
}

/** Notes a header (`Name: value`) that decides routing. */
export function noteHeader(headers: Record<string, string>, line: string): void {
  const [, name = '', value = ''] = /^\s*(host|accept)\s*:\s*(.*)$/is.exec(line) ?? [];
  if (name !== '') headers[name.toLowerCase()] = value.trim();
}
