/** A piece of what a terminal sends: typing or one whole sequence of a key, or what was pasted. */
export interface Token {
  readonly kind: 'input' | 'paste';
  readonly text: string;
}

/** What may still come of an input that ends in the middle. */
export type Unfinished = 'nothing' | 'escape' | 'sequence' | 'reply' | 'paste';

export interface Tokens {
  readonly tokens: readonly Token[];
  /** The end of the input that isn't whole yet; the next reading continues it. */
  readonly rest: string;
  readonly unfinished: Unfinished;
}

// biome-ignore-start lint/suspicious/noControlCharactersInRegex: control characters are what it is about
const ESC = '\u001b';
const PASTE = '\u001b[200~';
const PASTED = '\u001b[201~';

/** The second characters of sequences in seven bits, by the C1 control that says the same in eight. */
const EIGHT_BITS: Readonly<Record<string, string>> = {
  '\u008f': 'O',
  '\u0090': 'P',
  '\u0098': 'X',
  '\u009b': '[',
  '\u009d': ']',
  '\u009e': '^',
  '\u009f': '_',
};

/**
 * Takes apart what was read from a terminal (ECMA-48, 5.4 and 5.6), however it was split over readings: typing, sequences of keys,
 * pastes between their marks. Strings that a terminal sends in answer to a question (OSC, DCS and the like) are left out: nobody
 * typed them. What belongs to a sequence is never taken for text, nor what was pasted for a sequence.
 */
export function tokensOf(text: string): Tokens {
  const tokens: Token[] = [];
  const begins = /[\u001b\u008f\u0090\u0098\u009b\u009d-\u009f]/g;
  let at = 0;
  const typed = (end: number) => {
    if (end > at) tokens.push({ kind: 'input', text: text.slice(at, end) });
    at = end;
  };
  for (;;) {
    begins.lastIndex = at;
    const begin = begins.exec(text)?.index;
    typed(begin ?? text.length);
    if (begin === undefined) return { tokens, rest: '', unfinished: 'nothing' };
    if (text.startsWith(PASTE, at)) {
      const end = text.indexOf(PASTED, at);
      if (end < 0) return { tokens, rest: text.slice(at), unfinished: 'paste' };
      tokens.push({ kind: 'paste', text: text.slice(at + PASTE.length, end) });
      at = end + PASTED.length;
      continue;
    }
    const { end, what } = sequenceAt(text, at);
    const eight = EIGHT_BITS[text[at] ?? ''];
    if (what === 'key' && eight !== undefined) {
      tokens.push({ kind: 'input', text: ESC + eight + text.slice(at + 1, end) });
      at = end;
    } else if (what === 'key') typed(end);
    else if (what === 'dropped') at = end;
    else return { tokens, rest: text.slice(at), unfinished: what };
  }
}

/**
 * What becomes of an input that nobody continues: a lone escape is the key, an escape and a character are that key with alt, a
 * paste is what came of it; a reply or a sequence of which more has come is nothing that anybody typed.
 */
export function endOf(rest: string, unfinished: Unfinished): readonly Token[] {
  if (unfinished === 'paste') return [{ kind: 'paste', text: rest.slice(PASTE.length) }];
  if (/^\u001b{1,2}[[O]?$/.test(rest)) return [{ kind: 'input', text: rest }];
  const [, key = '', more = ''] = /^(\u001b[PX_^\]])([^\u001b]*)$/.exec(rest) ?? [];
  if (key === '' || isReply(rest)) return [];
  return [key, more].flatMap((text) => (text === '' ? [] : [{ kind: 'input', text }]));
}

/**
 * Whether it can be nothing but a reply: colours and other settings by number, what DECRQSS and XTGETTCAP answer, versions,
 * images. Alt and a letter with typing behind it looks much the same.
 */
export const isReply = (rest: string): boolean => /^\u001b(?:\](?:\d|[lL])|P[\d>!|$+]|_G)/.test(rest);

interface Sequence {
  readonly end: number;
  readonly what: 'key' | 'dropped' | 'escape' | 'sequence' | 'reply';
}

function sequenceAt(text: string, start: number): Sequence {
  const eight = EIGHT_BITS[text[start] ?? ''];
  if (eight !== undefined) return begun(text, start, eight, start + 1);
  // Alt with a key that sends a sequence itself puts one more escape in front; in front of a paste it was the key.
  const doubled = text[start + 1] === ESC && /[[O]/.test(text[start + 2] ?? '[') && !text.startsWith(PASTE, start + 1);
  const from = doubled ? start + 1 : start;
  const kind = text[from + 1];
  if (kind === undefined) return { end: start, what: 'escape' };
  if (kind === ESC) return { end: start + 1, what: 'key' };
  return begun(text, start, kind, from + 2);
}

/** A sequence from what follows its beginning. */
function begun(text: string, start: number, kind: string, body: number): Sequence {
  if (kind === '[') return control(text, start, body);
  if (kind === 'O') return single(text, start, body);
  if (']P_^X'.includes(kind)) return reply(text, start, body);
  return { end: body - 1 + ((text.codePointAt(body - 1) ?? 0) > 0xffff ? 2 : 1), what: 'key' };
}

/** `ESC [ parameters intermediates final`, with the keys of the Linux console and of rxvt, and the oldest mouse reports. */
function control(text: string, start: number, body: number): Sequence {
  if (/^[235678]\$/.test(text.slice(body, body + 2))) return { end: body + 2, what: 'key' };
  let at = body;
  while (at < text.length && /[\x20-\x3f]/.test(text[at] ?? '')) at++;
  const final = text[at];
  if (final === undefined) return { end: start, what: 'sequence' };
  const legacy = at > body ? 0 : final === '[' ? 1 : final === 'M' ? 3 : 0;
  for (let i = 1; i <= legacy; i++) {
    const next = text[at + i];
    if (next === undefined) return { end: start, what: 'sequence' };
    if (next < ' ') return { end: at + i, what: 'dropped' };
  }
  if (legacy === 3) return { end: at + 4, what: 'dropped' };
  // Something else has come in between, ctrl-c perhaps: what has begun is no sequence, and the rest is what it is.
  return /[\x40-\x7e]/.test(final) ? { end: at + 1 + legacy, what: 'key' } : { end: at, what: 'dropped' };
}

/** `ESC O letter`, in some terminals with modifiers in between. */
function single(text: string, start: number, body: number): Sequence {
  let at = body;
  while (at < text.length && /[\d;]/.test(text[at] ?? '')) at++;
  const final = text[at];
  if (final === undefined) return { end: start, what: 'sequence' };
  return /[\x40-\x7e]/.test(final) ? { end: at + 1, what: 'key' } : { end: at, what: 'dropped' };
}

/** A string up to its end, BEL or ST, or up to a control that cuts it off: keys come through whatever a terminal has begun. */
function reply(text: string, start: number, body: number): Sequence {
  const ends = /\u0007|\u009c|\u001b\\|[\u0000-\u001a]|\u001b(?=[^\\])/g;
  ends.lastIndex = body;
  const found = ends.exec(text);
  if (!found) return { end: start, what: 'reply' };
  const isEnd = /[\u0007\u009c\\]$/.test(found[0]);
  return { end: found.index + (isEnd ? found[0].length : 0), what: 'dropped' };
}
// biome-ignore-end lint/suspicious/noControlCharactersInRegex: see above
