/** Words that other APIs put behind a collection, so that people type them out of habit: `/users/new`, `/users/list`. */
const SUFFIXES = new Set(
  'new edit list all create update delete details detail view show add remove search me index default get save info'.split(
    ' ',
  ),
);

export function isCommonSuffix(text: string): boolean {
  return SUFFIXES.has(text.toLowerCase());
}
