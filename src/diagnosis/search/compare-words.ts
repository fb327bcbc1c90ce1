import type { CauseKind } from '../near-miss.ts';
import { slipCost, slipCount, slipLimit, slips } from './edit-distance.ts';
import { isPluralPair } from './plurals.ts';
import { isAbbreviation, isInitialism } from './synonyms.ts';
import { WEIGHTS } from './weights.ts';
import { makeWord, type Word } from './word.ts';

/** What can be wrong with the letters of a word. */
export type SpellingKind = Extract<CauseKind, 'typo' | 'case' | 'plural' | 'separator' | 'synonym' | 'version'>;

/** What can be wrong around a word. */
export type TrimmingKind = Extract<CauseKind, 'extension' | 'stray-character' | 'encoding'>;

/** How one word comes to stand for another. */
export interface WordMatch {
  readonly cost: number;
  readonly kinds: readonly SpellingKind[];
}

const SAME: WordMatch = { cost: 0, kinds: [] };

/** A typed word and what it is without its trimmings: `users.json` is `users` with an `extension`. */
export interface TypedWord {
  readonly word: Word;
  /** Readings, cheapest first; the first one is the text as typed. */
  readonly readings: readonly Reading[];
}

export interface Reading {
  readonly word: Word;
  readonly cost: number;
  readonly kinds: readonly TrimmingKind[];
}

const EXTENSIONS = new Set(
  'json html htm xml php asp aspx jsp do txt yaml yml csv md js ts css py rb pdf png jpg svg ashx cgi'.split(' '),
);
/** What surrounds a path when it is copied out of prose, code or a shell. */
const STRAY_END = /[\s"'`“”‘’,;:.!?)\]}>*&=+|\\\u200b\ufeff]+$/;
const STRAY_START = /^[\s"'`“”‘’,;:.!?([{<*&=+|\\\u200b\ufeff]+/;

/** The readings of a typed segment, percent-decoded already. */
export function typedWord(text: string): TypedWord {
  const word = makeWord(text);
  const readings: Reading[] = [{ word, cost: 0, kinds: [] }];
  const add = (rest: string, cost: number, kind: TrimmingKind, from: Reading) => {
    if (rest === '' || readings.some((reading) => reading.word.text === rest)) return;
    const kinds = from.kinds.includes(kind) ? from.kinds : [...from.kinds, kind];
    readings.push({ word: makeWord(rest), cost: from.cost + cost, kinds });
  };
  const plain = readings[0] as Reading;
  if (/%[0-9a-f]{2}/i.test(text)) add(decodeLoosely(text), WEIGHTS.encoding, 'encoding', plain);
  if (text.includes('+')) add(text.replace(/\+/g, ' '), WEIGHTS.encoding, 'encoding', plain);
  // Each trimming also comes off what another one left: `users.json"`.
  for (let i = 0; i < readings.length && i < 4; i++) {
    const from = readings[i] as Reading;
    const trimmed = from.word.text.replace(STRAY_END, '').replace(STRAY_START, '');
    if (trimmed !== from.word.text) add(trimmed, WEIGHTS.stray, 'stray-character', from);
    const dot = from.word.text.lastIndexOf('.');
    const ending = dot > 0 ? from.word.text.slice(dot + 1).toLowerCase() : '';
    if (/^[a-z][a-z0-9]{0,4}$/.test(ending)) {
      const cost = EXTENSIONS.has(ending) ? WEIGHTS.extension : WEIGHTS.oddExtension;
      add(from.word.text.slice(0, dot), cost, 'extension', from);
    }
  }
  return { word, readings };
}

/** Percent-decoding that leaves alone what can't be decoded. */
export function decodeLoosely(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text.replace(/%([0-7][0-9a-f])/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
  }
}

/** The cheapest way from a typed segment to a literal; null where they have nothing to do with each other. */
export function compareTyped(typed: TypedWord, meant: Word) {
  const best = cheapestReading(typed, meant);
  return best && { cost: best.cost, kinds: [...best.reading.kinds, ...best.match.kinds] };
}

/** The reading of a typed segment that is nearest to a literal, and what is wrong with the rest of it. */
export function cheapestReading({ readings }: TypedWord, meant: Word) {
  let best: { readonly cost: number; readonly reading: Reading; readonly match: WordMatch } | null = null;
  for (const reading of readings) {
    if (best && best.cost <= reading.cost) continue;
    const match = compareWords(reading.word, meant);
    if (!match) continue;
    const cost = reading.cost + match.cost;
    if (!best || cost < best.cost) best = { cost, reading, match };
  }
  return best;
}

/** The cheapest way from one word to another; null where they have nothing to do with each other. */
export function compareWords(typed: Word, meant: Word): WordMatch | null {
  if (typed.text === meant.text) return SAME;
  if (typed.squeezed === '' || meant.squeezed === '') return null;
  if (typed.lower === meant.lower) return { cost: WEIGHTS.case, kinds: ['case'] };
  const sameDate = typed.version && typed.squeezed === meant.squeezed && /^\d+$/.test(typed.squeezed);
  if (typed.version && meant.version && !sameDate) {
    const step = Math.min(10, versionGap(typed.version, meant.version));
    return { cost: WEIGHTS.version + step * WEIGHTS.versionStep, kinds: ['version'] };
  }
  // A blank or a dot at an end separates nothing; it is a stray character, see `typedWord`.
  if (edgesOf(typed.text) !== edgesOf(meant.text)) return null;
  const style = styleDifference(typed, meant);
  if (typed.squeezed === meant.squeezed) return style.kinds.length > 0 ? style : slipped(typed, meant, style);
  // A number is never a misspelt number: /42 isn't /43.
  if (/^\d+$/.test(typed.squeezed) || /^\d+$/.test(meant.squeezed)) return null;
  const usual = convention(typed, meant, style);
  const slip = slipped(typed, meant, style);
  return usual && slip ? (slip.cost < usual.cost ? slip : usual) : (usual ?? slip);
}

/** Case and separators apart: what remains between the words is up to the caller. */
function styleDifference(typed: Word, meant: Word): WordMatch {
  const kinds: SpellingKind[] = [];
  let cost = 0;
  const several = typed.parts.length > 1 || meant.parts.length > 1;
  const separatorsDiffer = several && separatorsOf(typed.text) !== separatorsOf(meant.text);
  if (separatorsDiffer && (typed.squeezed === meant.squeezed || typed.parts.length === meant.parts.length)) {
    kinds.push('separator');
    cost += WEIGHTS.separator;
  }
  if (caseDiffers(typed, meant, kinds.length > 0)) {
    kinds.push('case');
    cost += WEIGHTS.case;
  }
  return { cost, kinds };
}

const edgesOf = (text: string) => `${/^[\s.]/.exec(text) ?? ''}|${/[\s.]$/.exec(text) ?? ''}`;

const separatorsOf = (text: string) =>
  (text.match(/[-_.\s]|[a-z0-9](?=[A-Z])/g) ?? []).map((mark) => (/[a-z0-9]/.test(mark) ? 'A' : mark)).join('');

/** Humps that stand for separators aren't a mistake in case. */
function caseDiffers(typed: Word, meant: Word, separatorsDiffer: boolean): boolean {
  if (separatorsDiffer) return isShouting(typed.text) !== isShouting(meant.text);
  const humpless = typed.text === typed.lower && meant.text === meant.lower;
  if (humpless) return false;
  const upper = (text: string) => text.replace(/[^A-Z]/g, '').length;
  return isShouting(typed.text) !== isShouting(meant.text) || Math.abs(upper(typed.text) - upper(meant.text)) > 0;
}

const isShouting = (text: string) => /[A-Z]{2}/.test(text) && text === text.toUpperCase();

/** Plurals, synonyms, abbreviations. */
function convention(typed: Word, meant: Word, style: WordMatch): WordMatch | null {
  const make = (kind: SpellingKind, cost: number): WordMatch => ({
    cost: cost + style.cost,
    kinds: merge([kind], style.kinds),
  });
  if (isPluralPair(typed.squeezed, meant.squeezed)) {
    const exact = isPluralPair(unseparated(typed.text), unseparated(meant.text));
    const alone = style.kinds.filter((kind) => kind !== 'case');
    if (exact && style.kinds.includes('case')) {
      return { cost: WEIGHTS.plural + style.cost - WEIGHTS.case, kinds: ['plural', ...alone] };
    }
    return make('plural', WEIGHTS.plural);
  }
  const differing = onlyDifference(typed.parts, meant.parts);
  if (differing && isPluralPair(differing[0], differing[1])) return make('plural', WEIGHTS.plural + 0.2);
  if (typed.meaning === meant.meaning) return make('synonym', WEIGHTS.synonym);
  if (isInitialism(typed.squeezed, meant.parts) || isInitialism(meant.squeezed, typed.parts)) {
    return make('synonym', WEIGHTS.abbreviation);
  }
  if (isQualified(typed.parts, meant.parts) || isQualified(meant.parts, typed.parts)) {
    return make('synonym', WEIGHTS.qualifier);
  }
  const single = typed.parts.length === 1 && meant.parts.length === 1;
  const [a, b] = differing ?? (single ? [typed.squeezed, meant.squeezed] : ['', '']);
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  if (isAbbreviation(short, long)) return make('synonym', WEIGHTS.abbreviation);
  return null;
}

/** `users` and `project users`: the same noun with a qualifier. */
function isQualified(short: readonly string[], long: readonly string[]): boolean {
  return short.length === 1 && long.length === 2 && (short[0] as string).length >= 4 && short[0] === long[1];
}

const unseparated = (text: string) => text.replace(/[-_.\s]+/g, '');

/** Slips of the finger, in at most one slip per four letters beyond the first. */
function slipped(typed: Word, meant: Word, style: WordMatch): WordMatch | null {
  // Separators typed as such keep their place; letters are compared without them otherwise.
  const whole = style.kinds.includes('separator') ? 'squeezed' : 'lower';
  const [a, b] = [typed[whole], meant[whole]];
  const shorter = Math.min(a.length, b.length);
  if (slipCount(a, b, slipLimit(shorter)) === Infinity) return null;
  const list = slips(a, b);
  let cost = list.length > 0 ? slipCost(list[0] as (typeof list)[number], a) : 0;
  cost += (list.length - 1) * WEIGHTS.furtherSlip;
  if (shorter <= 3) cost += WEIGHTS.shortWord * (4 - shorter);
  const separatorOnly = list.every(({ at, at2, kind }) => SEPARATOR.test((kind === 'drop' ? b[at2] : a[at]) ?? ''));
  if (separatorOnly) return { cost: WEIGHTS.separator, kinds: merge(['separator'], style.kinds) };
  const caseCost =
    style.kinds.includes('case') && !style.kinds.includes('separator') ? caseOnly(typed, meant) : style.cost;
  return {
    cost: cost + caseCost,
    kinds: merge(['typo'], caseCost === 0 ? style.kinds.filter((kind) => kind !== 'case') : style.kinds),
  };
}

const SEPARATOR = /[-_.\s]/;

/** A slip may have hit the only capital; then nothing is left to explain. */
function caseOnly(typed: Word, meant: Word): number {
  const same = slipCount(typed.text, meant.text, 3) === slipCount(typed.lower, meant.lower, 3);
  return same ? 0 : WEIGHTS.case;
}

function onlyDifference(a: readonly string[], b: readonly string[]): readonly [string, string] | null {
  if (a.length !== b.length || a.length < 2) return null;
  let found: readonly [string, string] | null = null;
  for (let i = 0; i < a.length; i++) {
    if (a[i] === b[i]) continue;
    if (found) return null;
    found = [a[i] as string, b[i] as string];
  }
  return found;
}

function versionGap(a: readonly number[], b: readonly number[]): number {
  const major = Math.abs((a[0] ?? 0) - (b[0] ?? 0));
  return major > 0 ? major : Math.min(4, Math.abs((a[1] ?? 0) - (b[1] ?? 0)) + 1);
}

const merge = (a: readonly SpellingKind[], b: readonly SpellingKind[]): readonly SpellingKind[] =>
  b.length === 0 ? a : [...a, ...b.filter((kind) => !a.includes(kind))];
