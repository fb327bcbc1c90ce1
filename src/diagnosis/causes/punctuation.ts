import { type Cause, cause, type Range } from '../near-miss.ts';
import type { TrimmingKind } from '../search/compare-words.ts';
import { type Context, fixedRange, quote, typedRange } from './cause-context.ts';

/** Slashes at both ends of the path, and what was pasted in front of it. */
export function edgeCauses(context: Context): Cause[] {
  const { query, candidate, fixed } = context;
  const { typed } = query;
  const { path } = query.request;
  const out: Cause[] = [];
  if (!typed.leading && typed.origin === '') {
    out.push(
      cause('leading-slash', typed.segments.length > 0 ? 1 : null, 'a request path starts with a slash', [], [[0, 1]]),
    );
  }
  if (typed.tail) {
    const { kind, text } = typed.tail;
    const detail =
      kind === 'extension' ? `the route has no file extension: not ${quote(text)}` : `stray ${quote(text)} at the end`;
    out.push(cause(kind, typed.segments.length + 1, detail, [[path.lastIndexOf('/') + 1, path.length]]));
  }
  const root = candidate.target.path === '/' && typed.segments.length === 0;
  if (typed.trailing !== candidate.target.trailing && !root) {
    const end = (text: string): Range => [text.length - 1, text.length];
    const segment = typed.segments.length || null;
    const slash = typed.tail ? path.slice(0, path.lastIndexOf('/') + 1) : path;
    out.push(
      typed.trailing
        ? cause('trailing-slash', segment, 'the route has no trailing slash', [end(slash)])
        : cause('trailing-slash', segment, 'the route ends in a slash', [], [end(fixed.path)]),
    );
  }
  return out;
}

/** Two slashes in a row. */
export function doubleSlash(context: Context, i: number): Cause {
  const at = context.query.typed.offsets[i] ?? 0;
  return cause('double-slash', i + 1, 'two slashes in a row', [[Math.max(0, at - 1), at + 1]]);
}

/** Trimmings of a typed segment, of which `kept` is meant: file extension, stray character, encoding. */
export function trimmingCause(context: Context, kind: TrimmingKind, i: number, j: number, kept: string): Cause {
  const raw = context.query.typed.segments[i] as string;
  const [start, end] = typedRange(context, i);
  const found = kept === '' ? -1 : raw.indexOf(kept);
  const whole: Range[] = [[start, end]];
  const around: Range[] = [
    [start, start + found],
    [start + found + kept.length, end],
  ];
  const make = (detail: string, marks: readonly Range[]) => cause(kind, i + 1, detail, marks, [fixedRange(context, j)]);
  if (kind === 'extension') {
    if (kept.length > raw.length) return make(`the route has a file extension: ${quote(kept)}`, []);
    return make(`the route has no file extension: ${quote(kept)}, not ${quote(raw)}`, found < 0 ? whole : around);
  }
  if (kind === 'encoding' && kept === '') {
    const slash = start + raw.search(/%2f/i);
    const marks: Range[] = slash < start ? whole : [[slash, slash + 3]];
    return make(`%2F in ${quote(raw)} is decoded to a slash before routing`, marks);
  }
  if (kind === 'encoding') return make(`${quote(raw)} is ${quote(kept)}, encoded twice`, whole);
  const rest = found < 0 ? raw : raw.slice(0, found) + raw.slice(found + kept.length);
  return make(`stray ${quote(rest)} next to ${quote(kept)}`, found < 0 ? whole : around);
}
