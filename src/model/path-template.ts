/**
 * A path as a program writes it, parsed: `/files/{name}.{ext}` is two segments, the second of three parts.
 * Every dialect has its own syntax (`Dialect.paths`); this is what they have in common.
 */
export interface PathTemplate {
  readonly raw: string;
  /** What stands between slashes. `/a/b` has two, `/a/` has two with the second empty, `/` has one empty, `` none. */
  readonly segments: readonly Segment[];
  /** Parameters in order of appearance. */
  readonly params: readonly TemplateParam[];
}

/** One segment; a `path` convertor makes it match several at run time. */
export interface Segment {
  readonly raw: string;
  readonly parts: readonly SegmentPart[];
}

export type SegmentPart = { readonly kind: 'literal'; readonly text: string } | TemplateParam;

export interface TemplateParam {
  readonly kind: 'param';
  readonly name: string;
  readonly convertor: ConvertorName;
}

/** Starlette's convertors (starlette/convertors.py). OpenAPI's templates are all `str`. */
export const CONVERTOR_NAMES = ['str', 'path', 'int', 'float', 'uuid'] as const;

export type ConvertorName = (typeof CONVERTOR_NAMES)[number];

/** The text of a segment without any parameter; null where it has one. */
export function literalText(segment: Segment): string | null {
  if (segment.parts.length === 0) return '';
  const [only] = segment.parts;
  return segment.parts.length === 1 && only?.kind === 'literal' ? only.text : null;
}
