/** Words that other APIs put behind a collection, so that people type them out of habit: `/users/new`, `/users/list`. */
const HABITS = new Set(
  'new edit list all create update delete details detail view show add remove search me index default get save info'.split(
    ' ',
  ),
);

export function isHabit(text: string): boolean {
  return HABITS.has(text.toLowerCase());
}
