import { type MessagePort, receiveMessageOnPort } from 'node:worker_threads';
import type { App, RouteNode, RouteTree } from '../model/route-tree.ts';

/** Routes that come in one piece from a thread: receiving them takes a ms or three. */
const PART = 500;
/** How long a key may have to wait for parts that are taken in, in ms. */
const SLICE_MS = 3;

interface Part {
  /** Which list of the tree, in the order in which they are met. */
  readonly list: number;
  readonly routes: Routes;
}

/*
 * A tree of 100,000 routes in one message takes 300 to 500 ms to be received, in which no key is handled, and more in all than its parts.
 * They wait in a port of their own: a port that tells of its messages tells of all that there are in one turn.
 */

/** Sends the long lists of a tree through a port, a part at a time; what is left of it is small. */
export function sendInParts(tree: RouteTree, port: MessagePort): RouteTree {
  let lists = 0;
  return withLists(tree, (routes, within) => {
    const list = lists++;
    const all = within(routes);
    if (all.length <= PART) return all;
    for (let at = 0; at < all.length; at += PART) {
      const part: Part = { list, routes: all.slice(at, at + PART) };
      port.postMessage(part);
    }
    return [];
  });
}

/** The tree again: everything that has been sent is taken in, in slices between which keys are handled. */
export async function receiveParts(rest: RouteTree, port: MessagePort): Promise<RouteTree> {
  const lists = new Map<number, RouteNode[]>();
  for (let end = performance.now() + SLICE_MS; ; ) {
    const part = receiveMessageOnPort(port)?.message as Part | undefined;
    if (part === undefined) break;
    const list = lists.get(part.list) ?? [];
    lists.set(part.list, list);
    for (const route of part.routes) list.push(route);
    if (performance.now() < end) continue;
    await new Promise((resolve) => setImmediate(resolve));
    end = performance.now() + SLICE_MS;
  }
  port.close();
  let met = 0;
  return withLists(rest, (routes, within) => within(lists.get(met++) ?? routes));
}

type Routes = readonly RouteNode[];

/** A tree with other lists of routes, met in the same order before and after: `within` changes those of a list's mounts and hosts. */
function withLists(tree: RouteTree, change: (routes: Routes, within: (routes: Routes) => Routes) => Routes): RouteTree {
  const listOf = (routes: Routes): Routes => change(routes, within);
  const within = (routes: Routes): Routes => (routes.some(hasApp) ? routes.map(nodeOf) : routes);
  const nodeOf = (node: RouteNode): RouteNode => (hasApp(node) ? { ...node, app: appOf(node.app) } : node);
  const appOf = <A extends App>(app: A): A => ('routes' in app ? { ...app, routes: listOf(app.routes) } : app);
  const routers = tree.routers.map((router) => ({ ...router, routes: listOf(router.routes) }));
  return { ...tree, app: appOf(tree.app), routers };
}

const hasApp = (node: RouteNode) => node.kind === 'mount' || node.kind === 'host';
