import { compareTyped, type TypedWord } from './compare-words.ts';
import { slipCount, slipLimit } from './edit-distance.ts';
import { isAbbreviation, isInitialism } from './synonyms.ts';
import { bitCount, type Word } from './word.ts';

/** The distinct literals of a table, laid out so that the ones near to a typed word are found without comparing each. */
export interface Vocabulary {
  readonly words: readonly Word[];
  readonly byText: ReadonlyMap<string, number>;
  readonly bySqueezed: ReadonlyMap<string, readonly number[]>;
  readonly bySynonym: ReadonlyMap<string, readonly number[]>;
  /** Words of two parts by their second one. */
  readonly byNoun: ReadonlyMap<string, readonly number[]>;
  readonly byInitials: ReadonlyMap<string, readonly number[]>;
  readonly versions: readonly number[];
  /** Word ids by length of the squeezed word, with their letter masks beside them. */
  readonly byLength: readonly (Bucket | undefined)[];
  /** What was looked up lately: most of a typed path stays the same from one keystroke to the next. */
  readonly recent: Map<string, readonly NearWord[]>;
}

interface Bucket {
  readonly ids: Int32Array;
  readonly masks: Int32Array;
  readonly firsts: Uint16Array;
}

export function* buildVocabulary(words: readonly Word[]): Generator<number, Vocabulary> {
  const byText = new Map<string, number>();
  const bySqueezed = new Map<string, number[]>();
  const bySynonym = new Map<string, number[]>();
  const byInitials = new Map<string, number[]>();
  const byNoun = new Map<string, number[]>();
  const versions: number[] = [];
  const lengths: number[][] = [];
  for (let id = 0; id < words.length; id++) {
    const word = words[id] as Word;
    byText.set(word.text, id);
    push(bySqueezed, word.squeezed, id);
    push(bySynonym, word.meaning, id);
    if (word.parts.length > 1) push(byInitials, word.parts.map((part) => part[0]).join(''), id);
    if (word.parts.length === 2) push(byNoun, word.parts[1] as string, id);
    if (word.version) versions.push(id);
    const sameLength = lengths[word.squeezed.length];
    if (sameLength) sameLength.push(id);
    else lengths[word.squeezed.length] = [id];
    yield 30;
  }
  const byLength = lengths.map((ids) => ({
    ids: Int32Array.from(ids),
    masks: Int32Array.from(ids, (id) => (words[id] as Word).mask),
    firsts: Uint16Array.from(ids, (id) => (words[id] as Word).squeezed.charCodeAt(0)),
  }));
  return { words, byText, bySqueezed, bySynonym, byInitials, byNoun, versions, byLength, recent: new Map() };
}

/** A word of the table that a typed segment may stand for. */
export interface NearWord {
  readonly cost: number;
  readonly id: number;
}

const RECENT = 256;

/** All words that the typed one may stand for, in no order, and what looking cost in units of work. */
export function nearWords(vocabulary: Vocabulary, typed: TypedWord): { near: readonly NearWord[]; work: number } {
  const known = vocabulary.recent.get(typed.word.text);
  if (known) return { near: known, work: 1 };
  const found = new Set<number>();
  let work = 1;
  for (const { word } of typed.readings) {
    const exact = vocabulary.byText.get(word.text);
    if (exact !== undefined) found.add(exact);
    if (word.squeezed === '') continue;
    for (const id of vocabulary.bySqueezed.get(word.squeezed) ?? []) found.add(id);
    for (const id of vocabulary.bySynonym.get(word.meaning) ?? []) found.add(id);
    if (word.version) for (const id of vocabulary.versions) found.add(id);
    for (const id of vocabulary.byNoun.get(word.lower) ?? []) found.add(id);
    if (word.parts.length === 2)
      for (const id of vocabulary.bySqueezed.get(word.parts[1] as string) ?? []) found.add(id);
    const initials = word.squeezed.replace(/s$/, '');
    for (const id of vocabulary.byInitials.get(initials) ?? []) found.add(id);
    for (const id of vocabulary.byInitials.get(word.squeezed) ?? []) found.add(id);
    if (/^\d+$/.test(word.squeezed) || word.squeezed.length > 64) continue;
    work += scan(vocabulary, word, found);
  }
  const near: NearWord[] = [];
  for (const id of found) {
    const match = compareTyped(typed, vocabulary.words[id] as Word);
    if (match) near.push({ cost: match.cost, id });
  }
  if (vocabulary.recent.size >= RECENT) vocabulary.recent.clear();
  vocabulary.recent.set(typed.word.text, near);
  return { near, work: work + 20 * found.size };
}

/** Words whose letters allow a few slips or an abbreviation. */
function scan(vocabulary: Vocabulary, word: Word, found: Set<number>): number {
  const length = word.squeezed.length;
  const slips = slipLimit(length);
  const first = word.squeezed.charCodeAt(0);
  let work = 0;
  vocabulary.byLength.forEach((bucket, size) => {
    if (!bucket || size === 0) return;
    const gap = Math.abs(size - length);
    const close = gap <= slips;
    const shorter = Math.min(size, length);
    if (!close && shorter > 0.75 * Math.max(size, length)) return;
    const { ids, masks, firsts } = bucket;
    for (let i = 0; i < ids.length; i++) {
      const mask = masks[i] as number;
      if (close) {
        // A slip changes at most two letters of the set.
        if (bitCount(mask ^ word.mask) > 2 * slips) continue;
        const other = vocabulary.words[ids[i] as number] as Word;
        if (slipCount(word.squeezed, other.squeezed, slips) <= slips) found.add(ids[i] as number);
      } else if (firsts[i] === first) {
        const inside = size < length ? mask & ~word.mask : word.mask & ~mask;
        if (inside !== 0 && bitCount(inside) > 1) continue;
        const other = vocabulary.words[ids[i] as number] as Word;
        if (related(word, other)) found.add(ids[i] as number);
      }
    }
    work += ids.length >> 3;
  });
  return work;
}

function related(a: Word, b: Word): boolean {
  const [short, long] = a.squeezed.length < b.squeezed.length ? [a, b] : [b, a];
  return (
    isAbbreviation(short.squeezed, long.squeezed) || isInitialism(short.squeezed, long.parts) || short.parts.length > 1
  );
}

function push(map: Map<string, number[]>, key: string, id: number): void {
  const list = map.get(key);
  if (list) list.push(id);
  else map.set(key, [id]);
}
