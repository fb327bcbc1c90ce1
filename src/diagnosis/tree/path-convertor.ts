import type { Registration } from '../../model/registration.ts';
import type { Edit } from '../../whatif/edit.ts';
import type { Cause } from '../near-miss.ts';
import type { Candidate } from '../search/search.ts';

/**
 * `/files/{file_path}` asked for `/files/a/b.txt` or `/files/a%2Fb.txt`: an OpenAPI document can't say `{file_path:path}`,
 * and programs forget to. Null where something else is wrong as well.
 */
export function pathConvertor(
  candidate: Candidate,
  registration: Registration,
  causes: readonly Cause[],
): { edit: Edit; cause: Cause } | null {
  const { node } = registration;
  const last = candidate.target.segments.at(-1)?.parts;
  const param = last?.length === 1 ? last[0] : undefined;
  if (node?.kind !== 'route' || candidate.target.framework === 'openapi') return null;
  if (param?.kind !== 'param' || param.convertor !== 'str') return null;
  const [only] = causes;
  if (causes.length !== 1 || !only) return null;
  const encoded = only.kind === 'encoding' && only.segment === candidate.steps.length;
  if (!encoded && !candidate.steps.some(({ op }) => op === 'rest')) return null;
  const path = node.path.replace(`{${param.name}}`, `{${param.name}:path}`);
  const detail = encoded
    ? `%2F is a slash before the routes are asked; {${param.name}:path} would take it`
    : `{${param.name}} takes one segment; {${param.name}:path} would take all of them`;
  return { edit: { kind: 'set-path', node: node.id, path }, cause: { ...only, detail } };
}
