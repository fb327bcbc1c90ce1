import { parsePath } from '../dialects/starlette/path-syntax.ts';
import type { FrameworkName } from '../model/route-tree.ts';

/** Why a framework refuses a path, in one sentence with the path in it; null where it takes it. */
export function pathFault(framework: FrameworkName, path: string): string | null {
  if (framework === 'openapi') return null;
  const parsed = parsePath(path);
  if (!('fault' in parsed)) return null;
  const expected = parsed.expected === null ? '' : `; expected ${parsed.expected}`;
  return `\`${path}\`: ${parsed.fault}${expected}`;
}

/** Names of the parameters in a path; empty where it can't be read. OpenAPI takes any text between braces for a name. */
export function paramNames(framework: FrameworkName, path: string): readonly string[] {
  if (framework === 'openapi') return [...path.matchAll(/\{([^{}]+)\}/g)].map((match) => match[1] ?? '');
  const parsed = parsePath(path);
  return 'fault' in parsed ? [] : parsed.params.map((param) => param.name);
}
