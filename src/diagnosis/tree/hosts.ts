import { hostParts } from '../../dialects/index.ts';
import type { ConvertorName } from '../../model/path-template.ts';
import { DEFAULT_HOST, type Request } from '../../model/request.ts';
import { type Cause, cause } from '../near-miss.ts';
import type { Target } from '../search/target.ts';

/** Null where any name fits. */
const EXAMPLES: Readonly<Record<ConvertorName, string | null>> = {
  str: null,
  path: null,
  int: '1',
  float: '1.5',
  uuid: '3fa85f64-5717-4562-b3fc-2c963f66afa6',
};

/** A host that the target's innermost pattern accepts; null where it needs none. */
export function hostFor({ hosts }: Target): string | null {
  const pattern = hosts.at(-1);
  if (pattern === undefined) return null;
  const named = (name: string) => name.toLowerCase().replace(/[^a-z0-9]/g, '') || 'example';
  return hostParts(pattern)
    .map((part) => (part.kind === 'literal' ? part.text : (EXAMPLES[part.convertor] ?? named(part.name))))
    .join('');
}

export function wrongHost(target: Target, request: Request): Cause {
  const pattern = target.hosts.at(-1);
  const detail =
    pattern === undefined
      ? `the host ${request.host} has another application, without this route`
      : `this route is only on the host ${pattern}, ${request.host === DEFAULT_HOST ? 'and the request names no host' : `not on ${request.host}`}`;
  return cause('host', null, detail);
}
