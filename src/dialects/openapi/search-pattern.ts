/**
 * Whether a `pattern` of a schema is found in a text. Patterns come from strangers and JavaScript's engine backtracks,
 * so that `(a+)+$` could hold a keystroke up for hours. Only patterns that can't are asked: no repetition inside a
 * repeated group, no alternatives inside one, no look-around, no back reference, few repetitions, short texts. Any
 * other, or one that isn't a regular expression at all, refuses nothing.
 */
export function searches(pattern: string, text: string): boolean {
  if (text.length > LONGEST_TEXT || !isHarmless(pattern)) return true;
  try {
    return new RegExp(pattern, 'u').test(text);
  } catch {
    return true;
  }
}

const LONGEST_TEXT = 256;
const MOST_REPETITIONS = 3;

function isHarmless(pattern: string): boolean {
  const plain = pattern.replace(/\\./gs, 'x').replace(/\[[^\]]*\]/g, 'x');
  if (/\\[1-9k]|\(\?[=!<]/.test(pattern)) return false;
  if (/\)(?:[*+?]|\{\d)/.test(plain)) {
    // A group repeated: nothing inside may repeat or branch.
    const inner = plain.match(/\(([^()]*)\)(?:[*+]|\{\d)/g) ?? [];
    if (/\([^()]*\([^()]*\)[^()]*\)(?:[*+]|\{\d)/.test(plain)) return false;
    if (inner.some((group) => /[*+|]|\{\d/.test(group.slice(1, group.lastIndexOf(')'))))) return false;
  }
  return (plain.match(/[*+]|\{\d+,\d*\}/g) ?? []).length <= MOST_REPETITIONS;
}
