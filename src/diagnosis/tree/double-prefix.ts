import type { Registration } from '../../model/registration.ts';
import type { RouteTree } from '../../model/route-tree.ts';
import type { Edit } from '../../whatif/edit.ts';

/** The edit that removes an inclusion's prefix where the router has the same one. */
export function dropDoubledPrefix(tree: RouteTree, registration: Registration): Edit | null {
  const { via } = registration.mountContext;
  for (let i = 0; i < via.length; i++) {
    const node = via[i];
    if (node?.kind !== 'include' || node.prefix === '') continue;
    const router = tree.routers.find(({ name }) => name === node.router);
    const inner = via[i + 1];
    const behind = [router?.prefix ?? '', inner?.kind === 'include' ? inner.prefix : '', ownPath(registration)];
    if (behind.some((text) => text === node.prefix || text.startsWith(`${node.prefix}/`))) {
      return { kind: 'set-prefix', node: node.id, prefix: '' };
    }
  }
  return null;
}

const ownPath = ({ node }: Registration) => (node && 'path' in node ? node.path : '');
