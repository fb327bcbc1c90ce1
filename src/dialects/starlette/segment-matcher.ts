import { literalText, type Segment } from '../../model/path-template.ts';
import { textFits } from './convertors.ts';
import { matchPattern, type Pattern, patternOf } from './match-template.ts';

/** What one segment of a template takes, the cheap cases told apart. `shape` is equal for those that take the same. */
export type SegmentMatcher =
  | { readonly kind: 'literal'; readonly shape: string; readonly text: string }
  /** A whole `{x}`: anything but nothing. */
  | { readonly kind: 'any'; readonly shape: string }
  | { readonly kind: 'digits'; readonly shape: string }
  | { readonly kind: 'float' | 'uuid'; readonly shape: string }
  /** `v{x}.json`: one parameter between two texts. */
  | { readonly kind: 'between'; readonly shape: string; readonly before: string; readonly after: string }
  | { readonly kind: 'pattern'; readonly shape: string; readonly pattern: Pattern }
  /** Has a `{x:path}`, which doesn't end with the segment; `whole` where it is all of the segment. */
  | { readonly kind: 'lines'; readonly shape: string; readonly whole: boolean };

export function matcherOf(segment: Segment): SegmentMatcher {
  const { parts } = segment;
  const text = literalText(segment);
  if (text !== null) return { kind: 'literal', shape: '', text };
  const shape = JSON.stringify(parts.map((part) => (part.kind === 'literal' ? [part.text] : part.convertor)));
  if (parts.some((part) => part.kind === 'param' && part.convertor === 'path')) {
    return { kind: 'lines', shape, whole: parts.length === 1 };
  }
  const [first, second, third] = parts;
  if (parts.length === 1 && first?.kind === 'param') {
    if (first.convertor === 'str') return { kind: 'any', shape };
    if (first.convertor === 'int') return { kind: 'digits', shape };
    if (first.convertor !== 'path') return { kind: first.convertor, shape };
  }
  const isStr = (part: typeof first) => part?.kind === 'param' && part.convertor === 'str';
  if (parts.length === 2 && isStr(first) && second?.kind === 'literal') {
    return { kind: 'between', shape, before: '', after: second.text };
  }
  if (parts.length <= 3 && first?.kind === 'literal' && isStr(second) && third?.kind !== 'param') {
    return { kind: 'between', shape, before: first.text, after: third?.text ?? '' };
  }
  return { kind: 'pattern', shape, pattern: patternOf(parts) };
}

/** Whether a matcher takes `path` from `from` to `end`, where there is no line end. */
export function fitsSegment(matcher: SegmentMatcher, path: string, from: number, end: number): boolean {
  switch (matcher.kind) {
    case 'literal':
      return end - from === matcher.text.length && path.startsWith(matcher.text, from);
    case 'any':
      return end > from;
    case 'digits':
      return areDigits(path, from, end);
    case 'float':
    case 'uuid':
      return textFits(matcher.kind, path.slice(from, end));
    case 'between': {
      const { before, after } = matcher;
      if (end - from <= before.length + after.length) return false;
      return path.startsWith(before, from) && path.startsWith(after, end - after.length);
    }
    case 'pattern':
      return matchPattern(matcher.pattern, path.slice(from, end), 0) !== null;
    case 'lines':
      return false;
  }
}

function areDigits(path: string, from: number, end: number): boolean {
  for (let i = from; i < end; i++) {
    const code = path.charCodeAt(i);
    if (code < 48 || code > 57) return false;
  }
  return end > from;
}
