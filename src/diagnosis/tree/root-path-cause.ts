import { textOfType } from '../../dialects/make-app.ts';
import { optionOfType } from '../../dialects/option.ts';
import { kindOf } from '../../dialects/registry.ts';
import type { RouteTree } from '../../model/route-tree.ts';
import type { Edit } from '../../whatif/edit.ts';
import { type Cause, cause } from '../near-miss.ts';

/** The root path that is stripped before routing, the server's or the application's own; `''` for none. */
export function rootPathOf({ app, serverRootPath }: RouteTree): string {
  return serverRootPath || textOfType(app, 'root-path') || textOfType(app, 'base-path');
}

/** The edit that clears it. */
export function clearRootPath(tree: RouteTree): Edit {
  if (tree.serverRootPath !== '') return { kind: 'set-server-root-path', value: '' };
  const { options } = kindOf(tree.app);
  const option = optionOfType(options, 'base-path') ?? optionOfType(options, 'root-path') ?? '';
  return { kind: 'set-option', app: tree.app.id, option, value: '' };
}

export function rootPathCause(tree: RouteTree): Cause {
  const root = rootPathOf(tree);
  return optionOfType(kindOf(tree.app).options, 'base-path') === null
    ? cause('root-path', 1, `root_path ${root} is stripped before routing`)
    : cause('root-path', 1, `every path starts with the server's base path ${root}`);
}
