import type { TemplateSyntax } from '../dialects/template-syntax.ts';

/** Why a framework refuses a path, in one sentence with the path in it; null where it takes it. */
export function pathFault(paths: TemplateSyntax, path: string): string | null {
  const parsed = paths.parse(path);
  if (!('fault' in parsed)) return null;
  const expected = parsed.expected === null ? '' : `; expected ${parsed.expected}`;
  return `\`${path}\`: ${parsed.fault}${expected}`;
}

/** Names of the parameters in a path; empty where it can't be read. */
export function paramNames(paths: TemplateSyntax, path: string): readonly string[] {
  const parsed = paths.parse(path);
  return 'fault' in parsed ? [] : parsed.params.map((param) => param.name);
}
