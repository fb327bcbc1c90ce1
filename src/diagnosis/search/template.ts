import type { ConvertorName, Segment, SegmentPart } from '../../model/path-template.ts';
import type { FrameworkName } from '../../model/route-tree.ts';

const CONVERTORS = new Set<string>(['str', 'path', 'int', 'float', 'uuid']);

/**
 * The segments of a registered full template. Registered templates are known to be right, so that this reading can't
 * fail: what is no parameter is literal text. OpenAPI has no convertors; `{a:b}` is a name there.
 */
export function templateSegments(path: string, framework: FrameworkName): readonly Segment[] {
  return segmentReader()(path, framework);
}

/** The same for many paths, whose segments are one object each where they are written alike: most of a table are. */
export function segmentReader(): typeof templateSegments {
  const known = { openapi: new Map<string, Segment>(), other: new Map<string, Segment>() };
  return (path, framework) => {
    const body = path.startsWith('/') ? path.slice(1) : path;
    if (body === '') return NONE;
    const segments = known[framework === 'openapi' ? 'openapi' : 'other'];
    return splitOutsideBraces(body).map((raw) => {
      let segment = segments.get(raw);
      if (!segment) {
        segment = { raw, parts: segmentParts(raw, framework) };
        segments.set(raw, segment);
      }
      return segment;
    });
  };
}

const NONE: readonly Segment[] = [];

function segmentParts(raw: string, framework: FrameworkName): SegmentPart[] {
  const parts: SegmentPart[] = [];
  let at = 0;
  for (const match of raw.matchAll(/\{([^{}]*)\}/g)) {
    if (match.index > at) parts.push({ kind: 'literal', text: raw.slice(at, match.index) });
    parts.push(param(match[1] ?? '', framework));
    at = match.index + match[0].length;
  }
  if (at < raw.length) parts.push({ kind: 'literal', text: raw.slice(at) });
  return parts;
}

function param(inside: string, framework: FrameworkName): SegmentPart {
  const colon = framework === 'openapi' ? -1 : inside.indexOf(':');
  const convertor = colon < 0 ? 'str' : inside.slice(colon + 1);
  const known = CONVERTORS.has(convertor) ? (convertor as ConvertorName) : 'str';
  return { kind: 'param', name: colon < 0 ? inside : inside.slice(0, colon), convertor: known };
}

function splitOutsideBraces(body: string): string[] {
  const out: string[] = [];
  let depth = 0;
  let from = 0;
  for (let i = 0; i < body.length; i++) {
    const c = body[i];
    if (c === '{') depth++;
    else if (c === '}') depth = Math.max(0, depth - 1);
    else if (c === '/' && depth === 0) {
      out.push(body.slice(from, i));
      from = i + 1;
    }
  }
  out.push(body.slice(from));
  return out;
}
