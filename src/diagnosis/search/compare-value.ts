import { compareTyped, compareWords, type SpellingKind, type TrimmingKind, type TypedWord } from './compare-words.ts';
import { isCommonSuffix } from './habitual-words.ts';
import { fits, type ParamClass } from './param-class.ts';
import { WEIGHTS } from './weights.ts';
import { makeWord } from './word.ts';

/** How a typed segment comes to stand for a parameter, and the value that it gives; null where it gives none. */
export interface ValueMatch {
  readonly cost: number;
  readonly kinds: readonly (SpellingKind | TrimmingKind | 'empty-param' | 'param-type')[];
  readonly value: string | null;
}

/** Whether a typed segment is one of the table's literals, or near one. */
export type Familiar = 'word' | 'near' | 'no';

const PLACEHOLDER = /^(\{.*\}|<.*>|:[a-z_]\w*|\$\{.*\}|\[.*\]|undefined|null|none|nan|\[object object\])$/i;

/** The cheapest way from a typed segment (percent-decoded) to a value of the class. Always one: at worst the type is wrong. */
export function compareValue(typed: TypedWord, of: ParamClass, familiar: Familiar, last: boolean): ValueMatch {
  const text = typed.word.text;
  if (text === '') return { cost: WEIGHTS.emptyParam, kinds: ['empty-param'], value: null };
  if (of.mixed) return compareMixed(typed, of);
  if (text.includes('/') && !of.rest) return { cost: WEIGHTS.encoding, kinds: ['encoding'], value: null };
  if (of.kind === 'text') return textMatch(typed, of, familiar, last);
  if (fits(text, of)) return { cost: 0, kinds: [], value: text };
  for (const reading of typed.readings.slice(1)) {
    if (fits(reading.word.text, of)) return { cost: reading.cost, kinds: reading.kinds, value: reading.word.text };
  }
  if (of.kind === 'enum') {
    const near = nearestValue(typed, of.values);
    if (near) return near;
  }
  const placeholder = PLACEHOLDER.test(text);
  const lost = familiar === 'word' ? WEIGHTS.textIsWord - 0.7 : familiar === 'near' ? WEIGHTS.textNearWord : 0;
  const habit = isCommonSuffix(text) && text !== 'me' ? 0.4 : 0;
  return {
    cost: placeholder ? WEIGHTS.placeholder : WEIGHTS.wrongType + Math.max(lost, habit),
    kinds: ['param-type'],
    value: null,
  };
}

/** Free text takes punctuation and endings as well, but nobody means `/users/alice,` or, in most places, `/users/alice.json`. */
function textMatch(typed: TypedWord, of: ParamClass, familiar: Familiar, last: boolean): ValueMatch {
  const text = typed.word.text;
  const trimmed = typed.readings.find(
    ({ kinds: [kind, ...others], cost }) =>
      others.length === 0 &&
      ((kind === 'stray-character' && /[\s"'`,;:.!?)\]}>]$/.test(text)) ||
        (kind === 'extension' && last && cost === WEIGHTS.extension && of.hint !== 'file')),
  );
  if (!trimmed || PLACEHOLDER.test(text)) return { cost: textCost(text, of, familiar), kinds: [], value: text };
  const value = trimmed.word.text;
  return { cost: textCost(value, of, familiar) + 0.5 * trimmed.cost, kinds: trimmed.kinds, value };
}

function textCost(text: string, of: ParamClass, familiar: Familiar): number {
  if (PLACEHOLDER.test(text)) return WEIGHTS.textNumber;
  if (/^\d+$/.test(text)) return of.hint === 'plain' ? WEIGHTS.textNumber : WEIGHTS.text * 0.5;
  if (of.hint === 'hash') return /^[0-9a-f]{7,}$/i.test(text) ? 0 : WEIGHTS.text * 2 + familiarCost(familiar);
  if (of.hint === 'date') return /\d{4}/.test(text) ? 0.1 : WEIGHTS.text * 2 + familiarCost(familiar);
  if (/\d/.test(text)) return WEIGHTS.text * (of.hint === 'id' ? 0.5 : 1) + familiarCost(familiar);
  const habit = isCommonSuffix(text) ? WEIGHTS.textIsHabit : 0;
  return WEIGHTS.text + (of.hint === 'id' ? 0.2 : 0) + Math.max(habit, familiarCost(familiar));
}

const familiarCost = (familiar: Familiar) =>
  familiar === 'word' ? WEIGHTS.textIsWord : familiar === 'near' ? WEIGHTS.textNearWord : 0;

function nearestValue(typed: TypedWord, values: readonly string[]): ValueMatch | null {
  let best: ValueMatch | null = null;
  for (const value of values) {
    const match = compareTyped(typed, makeWord(value));
    if (match && (!best || match.cost < best.cost)) best = { ...match, value };
  }
  return best;
}

/** `{name}.{ext}`: it fits, or its fixed beginning or end is missing or misspelt. */
function compareMixed(typed: TypedWord, of: ParamClass): ValueMatch {
  for (const reading of typed.readings) {
    if (of.mixed?.test(reading.word.text)) {
      return { cost: reading.cost + WEIGHTS.mixed, kinds: reading.kinds, value: reading.word.text };
    }
  }
  const text = typed.word.text;
  const cut = of.after === '' ? -1 : text.lastIndexOf(of.after[0] as string);
  if (cut > 0) {
    const end = compareWords(makeWord(text.slice(cut)), makeWord(of.after));
    const fixed = text.slice(0, cut) + of.after;
    if (end && of.mixed?.test(fixed)) return { cost: end.cost + WEIGHTS.mixed, kinds: end.kinds, value: fixed };
  }
  if (/^\.[a-z]\w*$/i.test(of.after) && of.mixed?.test(text + of.after)) {
    return { cost: WEIGHTS.extension + WEIGHTS.mixed, kinds: ['extension'], value: text + of.after };
  }
  for (const fixed of [of.before + text + of.after, of.before + text, text + of.after]) {
    if (of.mixed?.test(fixed)) return { cost: WEIGHTS.wrongType + 0.4, kinds: ['param-type'], value: fixed };
  }
  // `cover.gif` and `cover` for `cover.{format}`: what is fixed is there, the value isn't one.
  const stem = of.before.replace(/[^a-z0-9]+$/i, '');
  const stemmed = stem.length >= 3 && text.startsWith(stem);
  return { cost: WEIGHTS.wrongType + (stemmed ? 0 : 1), kinds: ['param-type'], value: null };
}
