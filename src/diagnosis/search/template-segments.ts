import { dialectNamed } from '../../dialects/registry.ts';
import type { TemplateSyntax } from '../../dialects/template-syntax.ts';
import type { Segment } from '../../model/path-template.ts';
import type { FrameworkName } from '../../model/route-tree.ts';

/**
 * The segments of a registered full template. Registered templates are known to be right, so that this reading can't
 * fail: what is no parameter is literal text.
 */
export function templateSegments(path: string, framework: FrameworkName): readonly Segment[] {
  return segmentReader()(path, framework);
}

/** The same for many paths, whose segments are one object each where they are written alike: most of a table are. */
export function segmentReader(): typeof templateSegments {
  const known = new Map<TemplateSyntax, Map<string, Segment>>();
  return (path, framework) => {
    const body = path.startsWith('/') ? path.slice(1) : path;
    if (body === '') return NONE;
    const { paths } = dialectNamed(framework);
    const segments = known.get(paths) ?? new Map<string, Segment>();
    known.set(paths, segments);
    return splitOutsideBraces(body).map((raw) => {
      let segment = segments.get(raw);
      if (!segment) {
        segment = { raw, parts: paths.segmentParts(raw) };
        segments.set(raw, segment);
      }
      return segment;
    });
  };
}

const NONE: readonly Segment[] = [];

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
