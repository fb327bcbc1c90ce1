import type { KeyPath } from '../../model/file-fault.ts';

/** A stretch of the text: offset and length in UTF-16 units. */
export interface Span {
  readonly start: number;
  readonly length: number;
}

/** A fault of the syntax itself, whatever the values mean. */
export interface TextFault {
  readonly code: string;
  readonly message: string;
  readonly span: Span;
  readonly expected: string | null;
  readonly hint: string | null;
}

/** Where the entries of one list or mapping stand. */
export type EntrySpans = Map<string | number, { readonly key: Span | null; readonly value: Span }>;

/** Positions beside the value they belong to, so that the value stays plain data; keyed by list or mapping. */
export type Spans = Map<object, EntrySpans>;

/** A text read as plain data (objects, lists, strings, numbers, booleans, null), whether JSON or YAML. */
export interface ParsedText {
  readonly value: unknown;
  /** Empty where the value can be relied on. */
  readonly faults: readonly TextFault[];
  /** The span of an entry's key or value, or of the nearest thing around it whose place is known. */
  locate(path: KeyPath, part: 'key' | 'value'): Span | null;
  /** The 1-based line on which an entry begins, its key included. */
  lineOf(path: KeyPath): number | null;
}

/** How deep lists and mappings may nest: far more than any real source, far less than the stack. */
export const MAX_DEPTH = 100;

/** The fault of a key that stands twice in one mapping. */
export function repeatedKey(name: string, span: Span): TextFault {
  return {
    code: 'duplicate-key',
    message: `the key \`${name}\` is here for the second time`,
    span,
    expected: 'each key once',
    hint: 'keep one of them: most parsers drop the first one silently',
  };
}

export function depthFault(start: number): TextFault {
  return {
    code: 'too-deep',
    message: `lists and mappings nest more than ${MAX_DEPTH} levels deep here`,
    span: { start, length: 1 },
    expected: `at most ${MAX_DEPTH} levels`,
    hint: null,
  };
}

/** `locate` and `lineOf` over a table of spans. */
export function locator(
  root: unknown,
  rootSpan: Span,
  spans: Spans,
  lineAt: (offset: number) => number,
): Pick<ParsedText, 'locate' | 'lineOf'> {
  const find = (path: KeyPath) => {
    let value = root;
    let found: { key: Span | null; value: Span } = { key: null, value: rootSpan };
    for (const step of path) {
      if (typeof value !== 'object' || value === null) break;
      found = spans.get(value)?.get(step) ?? found;
      value = (value as Record<string | number, unknown>)[step];
    }
    return found;
  };
  return {
    locate(path, part) {
      const found = find(path);
      return part === 'key' ? (found.key ?? found.value) : found.value;
    },
    lineOf(path) {
      const found = find(path);
      return lineAt((found.key ?? found.value).start);
    },
  };
}
