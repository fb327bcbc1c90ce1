/** A piece of what a program writes to a terminal. */
export interface Token {
  readonly kind: 'text' | 'csi' | 'osc' | 'string' | 'escape' | 'control';
  readonly text: string;
}

// biome-ignore-start lint/suspicious/noControlCharactersInRegex: control characters are what it is about
const SEQUENCE =
  /(?<csi>\x1b\[[0-?]*[ -/]*[@-~])|(?<osc>\x1b\][^\x07\x1b]*(?:\x07|\x1b\\))|(?<string>\x1b[PX^_][^\x1b]*\x1b\\)|(?<escape>\x1b[ -/]*[0-~]|\x1b)|(?<control>[\x00-\x1a\x1c-\x1f\x7f-\x9f])|(?<text>[^\x00-\x1f\x7f-\x9f]+)/gsu;
// biome-ignore-end lint/suspicious/noControlCharactersInRegex: see above

/** A stream of bytes as a terminal takes it apart (ECMA-48, 5.4 and 5.6). */
export function tokensOf(raw: string): readonly Token[] {
  return [...raw.matchAll(SEQUENCE)].map(({ groups = {} }) => {
    const [kind = 'text', text = ''] = Object.entries(groups).find(([, found]) => found !== undefined) ?? [];
    return { kind: kind as Token['kind'], text };
  });
}

// biome-ignore-start lint/suspicious/noControlCharactersInRegex: control characters are what it is about
/** Every sequence that nearmiss means when it writes it. Whatever else is in its output came from somebody else. */
const MEANT: readonly RegExp[] = [
  // Colours and styles of the terminal's own palette, one or several at once.
  /^\x1b\[(?:(?:[0-9]|2[1-9]|3[0-9]|4[0-9]|9[0-7])(?:;(?=\d))?)*m$/,
  // The cursor: up, down, to a line, to a column, to a place; erasing a line, to its end, the screen or to its end.
  /^\x1b\[\d*[ABEFG]$/,
  /^\x1b\[(?:\d+(?:;\d+)?)?H$/,
  /^\x1b\[[012]?[JK]$/,
  /^\x1b\[3J$/,
  // Modes: cursor shown, alternate screen, bracketed paste, synchronised output.
  /^\x1b\[\?(?:25|1049|2004|2026)[hl]$/,
  // Questions that Ink asks: which keyboard protocol the terminal speaks, and taking it back.
  /^\x1b\[(?:\?u|[<>=]\d*u|>\d+u)$/,
  // The clipboard, on a key press only: base64 and nothing else.
  /^\x1b\]52;c;[A-Za-z0-9+/=]*\x07$/,
  /^[\r\n]$/,
];
// biome-ignore-end lint/suspicious/noControlCharactersInRegex: see above

/** The sequences that the program did not mean, as readable text; empty for a sound stream. */
export function notMeant(raw: string): readonly string[] {
  return tokensOf(raw)
    .filter(({ kind, text }) => kind !== 'text' && !MEANT.some((shape) => shape.test(text)))
    .map(({ kind, text }) => `${kind} ${JSON.stringify(text)}`);
}

/** All text of a stream without its sequences, lines apart. */
export const textOfStream = (raw: string): readonly string[] =>
  tokensOf(raw).flatMap(({ kind, text }) => (kind === 'text' ? [text] : []));
