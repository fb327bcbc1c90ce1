import type { Registration } from '../../model/registration.ts';
import type { Edit } from '../../whatif/edit.ts';
import { cause } from '../causes/context.ts';
import type { Cause } from '../near-miss.ts';
import type { Candidate } from '../search/search.ts';

/** Names that people give to parameters which hold a path. */
const HOLDS_A_PATH = /(^|_)(path|file|filepath|filename|rest|subpath|key|object|url|uri|dir|folder)($|_)|path$/i;

/**
 * `/files/{file_path}` asked for `/files/a/b.txt`: an OpenAPI document can't say `{file_path:path}`, and programs forget
 * to. Null where the last parameter isn't one of those, or nothing but more segments stands behind it.
 */
export function pathConvertor(candidate: Candidate, registration: Registration): { edit: Edit; cause: Cause } | null {
  const { node } = registration;
  const last = candidate.target.segments.at(-1)?.parts;
  const param = last?.length === 1 ? last[0] : undefined;
  if (node?.kind !== 'route' || candidate.target.framework === 'openapi') return null;
  if (param?.kind !== 'param' || param.convertor !== 'str' || !HOLDS_A_PATH.test(param.name)) return null;
  const place = candidate.target.segments.length - 1;
  const extra = candidate.steps.filter(({ op }) => op === 'extra');
  if (extra.length === 0 || extra.some(({ meant }) => meant < place)) return null;
  const [first] = extra as [Candidate['steps'][number]];
  const edit: Edit = {
    kind: 'set-path',
    node: node.id,
    path: node.path.replace(`{${param.name}}`, `{${param.name}:path}`),
  };
  const detail = `{${param.name}} takes one segment; declared as {${param.name}:path} it would take all of them`;
  return { edit, cause: cause('extra-segment', first.typed + 1, detail) };
}
