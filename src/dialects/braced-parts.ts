import type { ConvertorName, SegmentPart } from '../model/path-template.ts';

/**
 * The parts of a segment of a registered path: every pair of braces is a parameter, what isn't is literal text.
 *
 * @param convertors null where braces hold nothing but a name, colons included.
 */
export function bracedParts(segment: string, convertors: readonly string[] | null): readonly SegmentPart[] {
  const parts: SegmentPart[] = [];
  let at = 0;
  for (const match of segment.matchAll(/\{([^{}]*)\}/g)) {
    if (match.index > at) parts.push({ kind: 'literal', text: segment.slice(at, match.index) });
    parts.push(paramOf(match[1] ?? '', convertors));
    at = match.index + match[0].length;
  }
  if (at < segment.length) parts.push({ kind: 'literal', text: segment.slice(at) });
  return parts;
}

function paramOf(inside: string, convertors: readonly string[] | null): SegmentPart {
  const colon = convertors === null ? -1 : inside.indexOf(':');
  const convertor = colon < 0 ? 'str' : inside.slice(colon + 1);
  const known = convertors?.includes(convertor) ? (convertor as ConvertorName) : 'str';
  return { kind: 'param', name: colon < 0 ? inside : inside.slice(0, colon), convertor: known };
}
