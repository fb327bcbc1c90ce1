import type { RouteNode, RouteTree } from '../model/route-tree.ts';
import type { EditFault } from './edit.ts';
import { withFreshIds } from './tree-ops.ts';

/**
 * The route that a typed line adds, in the routes file's short form: `GET /users`, `GET,POST /users/{id:int}`. A path alone
 * means GET. Its ids are fresh in the tree; `applyEdit` checks the path.
 */
export function newRoute(tree: RouteTree, line: string): RouteNode | EditFault {
  const text = line.trim();
  if (text === '') return { fault: 'type METHOD PATH, like GET /users' };
  const found = /^([^\s/]+)\s+(\S.*)$/s.exec(text) ?? (text.startsWith('/') ? ['', 'GET', text] : null);
  if (!found) return { fault: `"${text}" has no path; type METHOD PATH, like GET /users` };
  const [, methods = '', path = ''] = found;
  return withFreshIds(tree, {
    id: 0,
    source: null,
    late: false,
    kind: 'route',
    path,
    methods: [...new Set(methods.split(',').map((method) => method.toUpperCase()))],
    params: {},
    plain: false,
    name: '',
    summary: '',
    tags: [],
    deprecated: false,
    security: [],
  });
}
