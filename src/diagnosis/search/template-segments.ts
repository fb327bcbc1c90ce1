import { dialectNamed } from '../../dialects/registry.ts';
import type { Segment } from '../../model/path-template.ts';
import type { FrameworkName } from '../../model/route-tree.ts';

/**
 * The segments of a registered full template. Registered templates are known to be right, so that this reading can't
 * fail: what is no parameter is literal text. `known`: for many paths, segments read before; most of a table are written alike.
 */
export function templateSegments(
  path: string,
  framework: FrameworkName,
  known = new Map<string, Segment>(),
): readonly Segment[] {
  const body = path.startsWith('/') ? path.slice(1) : path;
  if (body === '') return [];
  const { paths } = dialectNamed(framework);
  return splitOutsideBraces(body).map((raw) => {
    const key = `${framework} ${raw}`;
    const segment = known.get(key) ?? { raw, parts: paths.segmentParts(raw) };
    known.set(key, segment);
    return segment;
  });
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
