import type { PathTemplate, SegmentPart } from '../../model/path-template.ts';
import { bracedParts, partsBetween } from '../braced-parts.ts';
import { templateOf } from '../starlette/path-syntax.ts';
import type { TemplateSyntax } from '../template-syntax.ts';

export const openApiPaths: TemplateSyntax = {
  convertors: [],
  refuses: false,
  isLiteral: (text) => !text.includes('{'),
  parse: parseKey,
  parts: parseParts,
  segmentParts: (segment) => bracedParts(segment, null),
  matched: matchedPart,
  rest: () => null,
};

/**
 * A key of `paths` (OpenAPI 3.1, 4.8.8 and 4.8.2): `{name}` is a parameter inside one segment, whatever its name. A query or
 * fragment, which some real documents have in keys, is ignored. A missing leading slash is added.
 */
function parseKey(key: string): PathTemplate {
  const path = matchedPart(key);
  return templateOf(path, parseParts(path));
}

/** The part of a key that is matched, with its leading slash. */
export function matchedPart(key: string): string {
  const path = withSlash(key);
  let depth = 0;
  for (let i = 0; i < path.length; i++) {
    const char = path[i];
    if (char === '{') depth++;
    else if (char === '}') depth--;
    else if (depth <= 0 && (char === '?' || char === '#')) return path.slice(0, i);
  }
  return path;
}

export function withSlash(key: string): string {
  return key.startsWith('/') ? key : `/${key}`;
}

/** The literal and templated parts of a path. An unmatched brace and empty braces are literal. */
export function parseParts(path: string): readonly SegmentPart[] {
  return partsBetween(path, /\{([^{}/]+)\}/g, ([, name = '']) => ({
    kind: 'param',
    // `{id:int}` comes from a program whose framework was overridden; OpenAPI has no convertors.
    name: name.replace(/:(?:str|path|int|float|uuid)$/, ''),
    convertor: 'str',
  }));
}
