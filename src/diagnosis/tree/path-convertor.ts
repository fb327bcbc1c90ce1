import { dialectFor } from '../../dialects/registry.ts';
import type { Registration } from '../../model/registration.ts';
import type { Edit } from '../../whatif/edit.ts';
import type { Cause } from '../near-miss.ts';
import type { Candidate } from '../search/search.ts';

/**
 * The edit for `/files/{file_path}` when `/files/a/b.txt` or `/files/a%2Fb.txt` is requested: the parameter has to take the
 * rest of the path, as `{file_path:path}`. Null where something else is wrong as well.
 */
export function pathConvertor(
  candidate: Candidate,
  registration: Registration,
  causes: readonly Cause[],
): { edit: Edit; cause: Cause } | null {
  const { node } = registration;
  const last = candidate.target.segments.at(-1)?.parts;
  const param = last?.length === 1 ? last[0] : undefined;
  if (node?.kind !== 'route' || param?.kind !== 'param' || param.convertor !== 'str') return null;
  const rest = dialectFor(registration).paths.rest(param.name);
  if (rest === null) return null;
  const [only] = causes;
  if (causes.length !== 1 || !only) return null;
  const encoded = only.kind === 'encoding' && only.segment === candidate.steps.length;
  if (!encoded && !candidate.steps.some(({ op }) => op === 'rest')) return null;
  const path = node.path.replace(`{${param.name}}`, rest);
  const detail = encoded
    ? `%2F is decoded to a slash before routing; ${rest} would match it`
    : `{${param.name}} matches one segment; ${rest} would match all of them`;
  return { edit: { kind: 'set-path', node: node.id, path }, cause: { ...only, detail } };
}
