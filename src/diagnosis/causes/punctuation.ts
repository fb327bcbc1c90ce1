import { type Cause, type CauseKind, cause, type Range } from '../near-miss.ts';
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
    const detail = typed.trailing ? 'the route has no trailing slash' : 'the route ends in a slash';
    const end = (text: string): Range => [text.length - 1, text.length];
    out.push(
      cause(
        'trailing-slash',
        typed.segments.length || null,
        detail,
        typed.trailing ? [end(typed.tail ? path.slice(0, path.lastIndexOf('/') + 1) : path)] : [],
        typed.trailing ? [] : [end(fixed.path)],
      ),
    );
  }
  return out;
}

/** Two slashes in a row. */
export function doubleSlash(context: Context, i: number): Cause {
  const at = context.query.typed.offsets[i] ?? 0;
  return cause('double-slash', i + 1, 'two slashes in a row', [[Math.max(0, at - 1), at + 1]]);
}

/** Trimmings of a typed segment: file extension, stray character, encoding. */
export function trimmingCause(context: Context, kind: CauseKind, i: number, j: number, kept: string): Cause {
  const raw = context.query.typed.segments[i] as string;
  const range = typedRange(context, i);
  const at = raw.indexOf(kept);
  const marks: Range[] =
    !range || at < 0 || kept === ''
      ? range
        ? [range]
        : []
      : [
          [range[0], range[0] + at],
          [range[0] + at + kept.length, range[1]],
        ];
  const rest = at < 0 ? raw : raw.slice(0, at) + raw.slice(at + kept.length);
  switch (kind) {
    case 'extension':
      if (kept.length > raw.length) {
        return cause(
          'extension',
          i + 1,
          `the route has a file extension: ${quote(kept)}`,
          [],
          [fixedRange(context, j)],
        );
      }
      return cause('extension', i + 1, `the route has no file extension: ${quote(kept)}, not ${quote(raw)}`, marks, [
        fixedRange(context, j),
      ]);
    case 'encoding':
      if (kept === '') {
        const slash = raw.search(/%2f/i);
        const at = range && slash >= 0 ? ([range[0] + slash, range[0] + slash + 3] as const) : range;
        return cause(
          'encoding',
          i + 1,
          `%2F in ${quote(raw)} is decoded to a slash before routing`,
          [at],
          [fixedRange(context, j)],
        );
      }
      return cause('encoding', i + 1, `${quote(raw)} is ${quote(kept)}, encoded twice`, range ? [range] : [], [
        fixedRange(context, j),
      ]);
    default:
      return cause('stray-character', i + 1, `stray ${quote(rest)} next to ${quote(kept)}`, marks, [
        fixedRange(context, j),
      ]);
  }
}
