import type { RouteTree } from '../../model/route-tree.ts';
import type { Edit } from '../../whatif/edit.ts';
import { cause } from '../causes/context.ts';
import type { Cause } from '../near-miss.ts';

/** What is cut off a request before the routes are asked, where anything is: the server's root path or the application's own. */
export function rootPathOf(tree: RouteTree): string {
  if (tree.serverRootPath !== '') return tree.serverRootPath;
  return tree.app.kind === 'fastapi' ? tree.app.rootPath : tree.app.kind === 'openapi' ? tree.app.basePath : '';
}

/** The change that stops it from being cut off. */
export function clearRootPath(tree: RouteTree): Edit {
  if (tree.serverRootPath !== '') return { kind: 'set-server-root-path', value: '' };
  const option = tree.app.kind === 'openapi' ? 'base_path' : 'root_path';
  return { kind: 'set-option', app: tree.app.id, option, value: '' };
}

export function rootPathCause(tree: RouteTree): Cause {
  const root = rootPathOf(tree);
  return tree.app.kind === 'openapi'
    ? cause('root-path', 1, `the server's base path ${root} goes in front of every path`)
    : cause('root-path', 1, `root_path ${root} is cut off before the routes are asked`);
}
