import { versionOf } from './word.ts';

const PREFIXES = setOf('api apis rest rpc');
const HABITUAL_PREFIXES = setOf(
  'app apps backend server service services public internal web www gateway proxy dev prod staging',
);
const SUFFIXES = setOf(
  'new edit list all create update delete details detail view show add remove search me index default get save info',
);

/** `api`, `rest`, `v2`: a prefix wherever a path starts with it. */
export function looksLikePrefix(text: string): boolean {
  return PREFIXES.has(text.toLowerCase()) || versionOf(text) !== null;
}

/** Whether people put it in front out of habit. */
export function isHabitualPrefix(text: string): boolean {
  return looksLikePrefix(text) || HABITUAL_PREFIXES.has(text.toLowerCase());
}

/** Whether other APIs put it behind a collection, so that people type it out of habit: `/users/new`, `/users/list`. */
export function isCommonSuffix(text: string): boolean {
  return SUFFIXES.has(text.toLowerCase());
}

function setOf(words: string): ReadonlySet<string> {
  return new Set(words.split(' '));
}
