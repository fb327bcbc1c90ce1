import type { ConvertorName, SegmentPart, TemplateParam } from '../model/path-template.ts';

/** The parts of a path or segment: what the pattern finds is a parameter, the rest literal text. */
export function partsBetween(
  text: string,
  pattern: RegExp,
  paramOf: (match: RegExpExecArray) => TemplateParam,
): readonly SegmentPart[] {
  const parts: SegmentPart[] = [];
  let at = 0;
  for (const match of text.matchAll(pattern)) {
    if (match.index > at) parts.push({ kind: 'literal', text: text.slice(at, match.index) });
    parts.push(paramOf(match));
    at = match.index + match[0].length;
  }
  if (at < text.length) parts.push({ kind: 'literal', text: text.slice(at) });
  return parts;
}

/**
 * The parts of a segment of a registered path, every pair of braces a parameter.
 *
 * @param convertors null where braces hold nothing but a name, colons included.
 */
export function bracedParts(segment: string, convertors: readonly string[] | null): readonly SegmentPart[] {
  return partsBetween(segment, /\{([^{}]*)\}/g, ([, inside = '']) => {
    const colon = convertors === null ? -1 : inside.indexOf(':');
    const convertor = colon < 0 ? 'str' : inside.slice(colon + 1);
    const known = convertors?.includes(convertor) ? (convertor as ConvertorName) : 'str';
    return { kind: 'param', name: colon < 0 ? inside : inside.slice(0, colon), convertor: known };
  });
}
