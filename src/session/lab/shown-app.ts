import type { CompiledApp } from '../../dialects/dialect.ts';
import { compile } from '../../dialects/index.ts';
import type { RouteRow } from '../../model/registration.ts';
import type { App, RouteNode, RouteTree } from '../../model/route-tree.ts';
import { nodesOf } from '../../whatif/tree-ops.ts';

const shown = new WeakMap<CompiledApp, CompiledApp>();
const ghosts = new WeakMap<CompiledApp, readonly number[]>();

/**
 * An application with rows for what is switched off as well, each where it would be registered. It answers as the given one:
 * nothing that is switched off is among the registrations. The same object where nothing is switched off.
 */
export function shownApp(app: CompiledApp): CompiledApp {
  let made = shown.get(app);
  if (!made) {
    made = hasDisabled(app.tree) ? withGhosts(app) : app;
    shown.set(app, made);
  }
  return made;
}

/** Whether a row is of something that is switched off, so that it answers nothing. */
export const isGhost = (row: RouteRow): boolean => row.registration.disabled;

/** The number that people know a row by: its place among those that are registered. */
export function rowNumber(app: CompiledApp, row: RouteRow): number | null {
  if (isGhost(row)) return null;
  const before = ghosts.get(app);
  if (!before) return row.index + 1;
  let low = 0;
  let high = before.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((before[middle] ?? 0) < row.index) low = middle + 1;
    else high = middle;
  }
  return row.index + 1 - low;
}

/** How many rows are registered; the table may have more. */
export const registeredCount = (app: CompiledApp): number => app.rows.length - (ghosts.get(app)?.length ?? 0);

function hasDisabled(tree: RouteTree): boolean {
  for (const node of nodesOf(tree)) if (node.disabled) return true;
  return false;
}

/** Switching on adds rows and moves none, so those in force are found among all of them one after the other. */
function withGhosts(app: CompiledApp): CompiledApp {
  const all = compile(enabled(app.tree));
  const rows: RouteRow[] = [];
  const off: number[] = [];
  let live = 0;
  for (const row of all.rows) {
    const next = app.rows[live];
    if (next && rowKey(next) === rowKey(row)) {
      rows.push({ ...next, index: rows.length });
      live++;
      continue;
    }
    off.push(rows.length);
    rows.push({ ...row, index: rows.length, registration: { ...row.registration, disabled: true } });
  }
  for (const row of app.rows.slice(live)) rows.push({ ...row, index: rows.length });
  const made: CompiledApp = { ...app, rows };
  ghosts.set(made, off);
  return made;
}

/** Equal for rows of the same thing in two states of an application. */
export function rowKey({ method, registration: { node, name, kind, nest } }: RouteRow): string {
  return `${method} ${kind} ${node?.id ?? name} ${nest.appId} ${nest.via.map((via) => via.id).join(' ')}`;
}

function enabled(tree: RouteTree): RouteTree {
  return {
    ...tree,
    app: enabledApp(tree.app),
    routers: tree.routers.map((router) => ({ ...router, routes: router.routes.map(enabledNode) })),
  };
}

function enabledApp<A extends App>(app: A): A {
  return 'routes' in app ? { ...app, routes: app.routes.map(enabledNode) } : app;
}

function enabledNode(node: RouteNode): RouteNode {
  const { disabled: _, ...on } = node;
  const rest = on as RouteNode;
  return rest.kind === 'mount' || rest.kind === 'host' ? { ...rest, app: enabledApp(rest.app) } : rest;
}
