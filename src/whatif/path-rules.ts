import { parsePath } from '../dialects/index.ts';
import type { FrameworkName } from '../model/route-tree.ts';

/** Why a framework refuses a path, in one sentence with the path in it; null where it takes it. */
export function pathFault(framework: FrameworkName, path: string): string | null {
  const parsed = parsePath(framework, path);
  if (!('fault' in parsed)) return null;
  const expected = parsed.expected === null ? '' : `; expected ${parsed.expected}`;
  return `\`${path}\`: ${parsed.fault}${expected}`;
}

/** Names of the parameters in a path; empty where it can't be read. */
export function paramNames(framework: FrameworkName, path: string): readonly string[] {
  const parsed = parsePath(framework, path);
  return 'fault' in parsed ? [] : parsed.params.map((param) => param.name);
}
