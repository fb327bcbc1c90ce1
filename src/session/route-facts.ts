import { dialectFor } from '../dialects/registry.ts';
import { formatAnnotation } from '../model/annotation.ts';
import type { Registration, RouteRow } from '../model/registration.ts';
import type { RouteInfo, RouteNode } from '../model/route-tree.ts';
import { sanitize } from '../model/sanitize.ts';

/** A path parameter of a route, for display. */
export interface ParamFact {
  readonly name: string;
  /** The annotation, else the convertor; `''` where the handler declares neither. */
  readonly type: string;
  /** Set if a convertor decides the match, so that a wrong value is a 404 rather than a 422. */
  readonly convertor: string | null;
}

/** The parameters of the full template, including those of mounts. Unsanitised. */
export function paramsOf(registration: Registration): readonly ParamFact[] {
  const { paths } = dialectFor(registration);
  if (paths.isLiteral(registration.path)) return [];
  const node = registration.node;
  const declared = node?.kind === 'route' ? node.params : {};
  return paths.parts(registration.path).flatMap((part) => {
    if (part.kind === 'literal') return [];
    const { name } = part;
    const annotation = Object.hasOwn(declared, name) ? declared[name] : undefined;
    const convertor = part.convertor === 'str' ? null : part.convertor;
    return [{ name, type: annotation ? formatAnnotation(annotation) : (convertor ?? ''), convertor }];
  });
}

/** The documentation of a route; null for kinds without one. */
export function infoOf(node: RouteNode | null): RouteInfo | null {
  return node && 'tags' in node ? node : null;
}

/** `users.py:31`: where a route is declared, without the folders; `''` if unknown. */
export function declaredShort(registration: Registration): string {
  const at = registration.node?.source;
  if (!at) return registration.kind === 'docs' ? '(built in)' : '';
  return sanitize(`${at.file.slice(Math.max(at.file.lastIndexOf('/'), at.file.lastIndexOf('\\')) + 1)}:${at.line}`);
}

export type Column = 'method' | 'path' | 'name' | 'params' | 'declared' | 'tags';

/** The cells of a table row, sanitised. */
type RowCells = Readonly<Record<Column, string>>;

/** Distinguishes routes of a host from those of the application. */
function atHost(registration: Registration): string {
  const { hosts } = registration.mountContext;
  return hosts.length === 0 ? '' : ` @ ${hosts.join(' @ ')}`;
}

/** By node, because most nodes are the same after an edit: formatting thousands of rows takes longer than compiling them. */
const formatted = new WeakMap<RouteNode, { readonly path: string; readonly cells: Omit<RowCells, 'method'> }>();

export function cellsOf({ method, registration }: RouteRow): RowCells {
  const { node } = registration;
  const path = `${registration.path === '' ? '(empty)' : registration.path}${atHost(registration)}`;
  const known = node && formatted.get(node);
  if (known?.path === path) return { method: sanitize(method), ...known.cells };
  const typed = paramsOf(registration).filter((param) => param.type !== '');
  const cells = {
    path: sanitize(path),
    name: sanitize(registration.name),
    params: sanitize(typed.map((param) => `${param.name}: ${param.type}`).join(', ')),
    declared: declaredShort(registration),
    tags: sanitize(infoOf(node)?.tags.join(', ') ?? ''),
  };
  if (node) formatted.set(node, { path, cells });
  return { method: sanitize(method), ...cells };
}
