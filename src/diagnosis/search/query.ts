import type { Request } from '../../model/request.ts';
import { compareValue, type Familiar, type ValueMatch } from './compare-value.ts';
import { decodeLoosely, type TypedWord, typedWord } from './compare-words.ts';
import { isCommonSuffix, isHabitualPrefix } from './habitual-words.ts';
import type { ParamClass } from './param-class.ts';
import type { SearchIndex } from './search-index.ts';
import { type NearWord, nearWords } from './vocabulary.ts';
import { WEIGHTS } from './weights.ts';

/** A typed request, taken apart and compared with every word of the table that it may stand for. */
export interface Query {
  readonly request: Request;
  readonly typed: TypedPath;
  readonly words: readonly TypedWord[];
  readonly near: readonly (readonly NearWord[])[];
  readonly familiar: readonly Familiar[];
  /** Whether the last segment is a file's name that the table doesn't know: `c.txt`. */
  readonly holdsFile: boolean;
  /** What it costs to drop a typed segment from the front, and from the inside. */
  readonly extraInFront: readonly number[];
  readonly extraInside: readonly number[];
  /** The least that a typed segment costs in a target without a similar word. */
  readonly atLeast: readonly number[];
  /** `wordCosts[i * words + id]`; Infinity where they have nothing to do with each other. */
  readonly wordCosts: Float32Array;
  /** `classCosts[i * classes + id]`, filled on first use; NaN before. */
  readonly classCosts: Float32Array;
}

/** The typed path cut at its slashes. Offsets are UTF-16 units of the request's path. */
export interface TypedPath {
  /** Scheme and authority of a pasted URL, in front of the path. */
  readonly origin: string;
  readonly leading: boolean;
  readonly trailing: boolean;
  /** A last segment of nothing but punctuation or an ending: `/users/%20`, `/users/.json`. */
  readonly tail: Tail | null;
  /** Raw, still percent-encoded. */
  readonly segments: readonly string[];
  readonly offsets: readonly number[];
}

export interface Tail {
  readonly text: string;
  readonly kind: 'stray-character' | 'extension';
}

/** Most segments that are compared; no real path is that deep. */
const DEEPEST = 24;
/** Most characters of a segment that are compared. */
const WIDEST = 200;

function cutPath(path: string): TypedPath {
  const origin = /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i.exec(path)?.[0] ?? '';
  const leading = path[origin.length] === '/';
  let at = origin.length + (leading ? 1 : 0);
  const rest = path.slice(at);
  if (rest === '')
    return { origin, leading: leading || origin !== '', trailing: false, tail: null, segments: [], offsets: [] };
  const segments = rest.split('/');
  const tail = segments.length > 1 ? tailOf(segments.at(-1) as string) : null;
  const trailing = segments.length > 1 && (tail !== null || segments.at(-1) === '');
  if (trailing) segments.pop();
  const offsets: number[] = [];
  for (const segment of segments) {
    offsets.push(at);
    at += segment.length + 1;
  }
  return { origin, leading, trailing, tail, segments: segments.slice(0, DEEPEST), offsets: offsets.slice(0, DEEPEST) };
}

function tailOf(segment: string): Tail | null {
  if (segment === '') return null;
  const text = decodeLoosely(segment);
  if (/^\.[a-z]{2,5}$/i.test(text)) return { text, kind: 'extension' };
  return /^[\s"'`,;:.!?)\]}>]{1,3}$/.test(text) ? { text, kind: 'stray-character' } : null;
}

export function* prepareQuery(index: SearchIndex, request: Request): Generator<number, Query> {
  const typed = cutPath(request.path);
  const words = typed.segments.map((segment) => typedWord(decodeLoosely(segment).slice(0, WIDEST)));
  const width = index.words.length;
  const wordCosts = new Float32Array(words.length * width).fill(Infinity);
  const near: (readonly NearWord[])[] = [];
  for (const [i, word] of words.entries()) {
    const found = nearWords(index.vocabulary, word);
    for (const { id, cost } of found.near) wordCosts[i * width + id] = cost;
    near.push(found.near);
    yield found.work;
  }
  const familiar = near.map(familiarity);
  const atLeast = words.map(({ word }, i) => {
    const common = (near[i] ?? []).some(({ id }) => index.postings[id] === null);
    if (common || word.text === '' || /\d/.test(word.text)) return 0;
    const asText = WEIGHTS.text + (familiar[i] === 'no' ? 0 : WEIGHTS.textNearWord);
    const asPrefix = isHabitualPrefix(word.text) ? WEIGHTS.extraPrefixMore : Infinity;
    return Math.min(asText, asPrefix, WEIGHTS.extraMore, WEIGHTS.repeatedSegment);
  });
  return {
    request,
    typed,
    words,
    near,
    familiar,
    holdsFile: familiar.at(-1) === 'no' && FILE_NAME.test(words.at(-1)?.word.text ?? ''),
    extraInFront: words.map(({ word }) => frontCost(word.text)),
    extraInside: words.map(({ word }) => insideCost(word.text)),
    atLeast,
    wordCosts,
    classCosts: new Float32Array(words.length * index.classes.length).fill(Number.NaN),
  };
}

/** `c.txt`; not `users.json`, whose ending names the format of the answer, nor `li.wei`. */
const FILE_NAME =
  /[^.]\.(txt|md|csv|log|pdf|docx?|xlsx?|png|jpe?g|gif|svg|webp|mp[34]|wav|zip|t?gz|tar|js|ts|css|py|rb|go|c|h|java|parquet)$/i;

/** Cost of typed segment `i` standing for the template segment of this code. */
export function segmentCost(index: SearchIndex, query: Query, i: number, code: number): number {
  if (code >= 0) return query.wordCosts[i * index.words.length + code] as number;
  const at = i * index.classes.length + ~code;
  let cost = query.classCosts[at] as number;
  if (Number.isNaN(cost)) {
    cost = valueMatch(index, query, i, code).cost;
    query.classCosts[at] = cost;
  }
  return cost;
}

/** How typed segment `i` comes to stand for a parameter of this code. */
export function valueMatch(index: SearchIndex, query: Query, i: number, code: number): ValueMatch {
  const of = index.classes[~code] as ParamClass;
  return compareValue(query.words[i] as TypedWord, of, query.familiar[i] as Familiar, i === query.words.length - 1);
}

/** Exactly a literal of the table, or a slip away from one. */
function familiarity(near: readonly NearWord[]): Familiar {
  if (near.some(({ cost }) => cost === 0)) return 'word';
  return near.some(({ cost }) => cost < WEIGHTS.wrongLetter + 0.3) ? 'near' : 'no';
}

function frontCost(text: string): number {
  if (text === '') return WEIGHTS.doubleSlash;
  return isHabitualPrefix(text) ? WEIGHTS.extraPrefix : WEIGHTS.oddPrefix;
}

function insideCost(text: string): number {
  if (text === '') return WEIGHTS.doubleSlash;
  return isCommonSuffix(text) || /^\d+$/.test(text) ? WEIGHTS.extraHabit : WEIGHTS.extraSegment;
}
