import type { CompiledApp } from '../../dialects/dialect.ts';
import { literalText } from '../../model/path-template.ts';
import { annotationOf } from '../../model/registration.ts';
import { orphanTargets } from '../tree/not-included.ts';
import { collectTargets } from './collect-targets.ts';
import { prefixLengths } from './known-prefixes.ts';
import { type ParamClass, paramClass } from './param-class.ts';
import type { Target } from './target.ts';
import { buildVocabulary, type Vocabulary } from './vocabulary.ts';
import { makeWord, type Word } from './word.ts';

/**
 * Everything that could have been meant, laid out for searching.
 *
 *     target 7: /api/v1/users/{user_id}      codes: [0, 1, 5, ~2]      word ids, or the complement of a class id
 *
 * Most words of a large table are rare: only targets that hold a word near to a typed one are worth aligning. Those are
 * found by `postings`. For the request all other targets differ only in their `shape`: their codes with
 * every rare word replaced by a blank. One alignment per shape stands for all targets of it.
 */
export interface SearchIndex {
  readonly targets: readonly Target[];
  readonly words: readonly Word[];
  readonly classes: readonly ParamClass[];
  readonly vocabulary: Vocabulary;
  readonly codes: Int32Array;
  /** Target t's codes are `codes[starts[t]]` up to `codes[starts[t + 1]]`. */
  readonly starts: Int32Array;
  /** How many leading segments are its prefix (see `prefixLengths`). */
  readonly prefixes: Uint8Array;
  /** Rare words behind the prefix: each one that no typed segment is near to is a missing segment. */
  readonly rareCounts: Uint8Array;
  /** Targets by word; null for words too common to narrow the search. */
  readonly postings: readonly (Int32Array | null)[];
  readonly shapes: readonly Shape[];
  readonly longest: number;
}

export interface Shape {
  /** Any of its targets. */
  readonly like: number;
  readonly rare: number;
  readonly members: readonly number[];
}

/** Finished indexes, and unfinished ones, which the next search continues: an abandoned search loses nothing. */
const indexes = new WeakMap<CompiledApp, SearchIndex | Generator<number, SearchIndex>>();

/** The index of an application, built when first asked for. Yields units of work so that a caller may pause. */
export function* indexOf(app: CompiledApp): Generator<number, SearchIndex> {
  for (;;) {
    const index = indexes.get(app) ?? buildIndex(app);
    if ('targets' in index) return index;
    const next = index.next();
    indexes.set(app, next.done ? next.value : index);
    if (!next.done) yield next.value;
  }
}

/** Code of a target's `j`-th segment. */
export function codeAt({ codes, starts }: SearchIndex, target: number, j: number): number {
  return codes[(starts[target] as number) + j] as number;
}

/** Class of a target's `j`-th segment; undefined for a literal one. */
export function classAt(index: SearchIndex, target: number, j: number): ParamClass | undefined {
  return index.classes[~codeAt(index, target, j)];
}

/** Words in more targets than this share, and than this many, are common. */
const COMMON_SHARE = 0.04;
const COMMON_COUNT = 400;

function* buildIndex(app: CompiledApp): Generator<number, SearchIndex> {
  const registered = yield* collectTargets(app.registrations, null, 0);
  const targets = [...registered, ...(yield* orphanTargets(app))];
  const wordIds = new Map<string, number>();
  const classIds = new Map<string, number>();
  const words: Word[] = [];
  const classes: ParamClass[] = [];
  const starts = new Int32Array(targets.length + 1);
  const flat: number[] = [];
  const counts: number[] = [];
  const classOf = new Map<string, number>();
  let longest = 0;
  for (let t = 0; t < targets.length; t++) {
    const target = targets[t] as Target;
    const [registration] = target.entries;
    for (const segment of target.segments) {
      const text = literalText(segment);
      if (text !== null) {
        let id = wordIds.get(text);
        if (id === undefined) {
          id = words.push(makeWord(text)) - 1;
          wordIds.set(text, id);
          counts.push(0);
          yield 60;
        }
        counts[id] = (counts[id] as number) + 1;
        flat.push(id);
        continue;
      }
      const annotated = segment.parts.some((part) => part.kind === 'param' && annotationOf(registration, part.name));
      let known = annotated ? undefined : classOf.get(segment.raw);
      if (known === undefined) {
        const of = paramClass(segment, registration) as ParamClass;
        known = classIds.get(of.key);
        if (known === undefined) {
          known = classes.push(of) - 1;
          classIds.set(of.key, known);
        }
        if (!annotated) classOf.set(segment.raw, known);
      }
      flat.push(~known);
    }
    starts[t + 1] = flat.length;
    longest = Math.max(longest, target.segments.length);
    yield 20;
  }
  const codes = Int32Array.from(flat);
  const common = counts.map((count) => count > COMMON_COUNT && count > COMMON_SHARE * targets.length);
  const postings = common.map((is, id) => (is ? null : new Int32Array(counts[id] as number)));
  const filled = new Int32Array(words.length);
  for (let t = 0; t < targets.length; t++) {
    for (let at = starts[t] as number; at < (starts[t + 1] as number); at++) {
      const code = codes[at] as number;
      const list = code >= 0 ? postings[code] : null;
      if (list) list[filled[code] as number] = t;
      if (code >= 0) filled[code] = (filled[code] as number) + 1;
    }
    yield 5;
  }
  const prefixes = yield* prefixLengths(targets, codes, starts, words);
  const rareCounts = new Uint8Array(targets.length);
  const shapeOf = new Map<string, { like: number; rare: number; members: number[] }>();
  for (let t = 0; t < targets.length; t++) {
    const from = starts[t] as number;
    let key = `${prefixes[t]}${(targets[t] as Target).trailing ? '/' : ''}`;
    let rare = 0;
    for (let at = from; at < (starts[t + 1] as number); at++) {
      const code = codes[at] as number;
      const isRare = code >= 0 && !common[code];
      if (isRare && at - from >= (prefixes[t] as number)) rare++;
      key += isRare ? ',_' : `,${code}`;
    }
    rareCounts[t] = Math.min(255, rare);
    const shape = shapeOf.get(key);
    if (shape) shape.members.push(t);
    else shapeOf.set(key, { like: t, rare, members: [t] });
    yield 20;
  }
  const vocabulary = yield* buildVocabulary(words);
  return {
    targets,
    words,
    classes,
    vocabulary,
    codes,
    starts,
    prefixes,
    rareCounts,
    postings,
    shapes: [...shapeOf.values()],
    longest,
  };
}
