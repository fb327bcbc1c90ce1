import { kindOf } from '../../dialects/registry.ts';
import type { NodeId, RouteNode, RouteTree } from '../../model/route-tree.ts';
import { applyEdit } from '../../whatif/apply.ts';
import { type Edit, isEditFault } from '../../whatif/edit.ts';
import { label } from '../../whatif/label.ts';
import { containerPrefix, nodesOf } from '../../whatif/tree-ops.ts';
import { type Binding, showKey } from '../keys.ts';
import { currentRow } from '../selectors.ts';
import type { Question, State, Step } from '../state.ts';
import { treeNow } from './experiment.ts';
import { ask } from './line-editor.ts';
import { change } from './make-change.ts';
import { type QuickEdit, quickEdit } from './row-edits.ts';
import { innerApps, settingsOf } from './settings.ts';
import { type Target, targetsOf } from './targets.ts';
import { unregisteredOf } from './unregistered.ts';

type Run = (state: State) => Step;

/** One line of a list to pick from. */
export interface Choice {
  readonly title: string;
  /** Shown at the right: a key or the current value. */
  readonly note: string;
  /** Its heading; choices of a group are adjacent. */
  readonly group?: string;
  /** More words to search for. */
  readonly also?: string;
  /** What it does once the list is closed; an action of the key table is run by `commands.ts`. */
  readonly run: Run | Binding;
}

/** All changes for the selected route, then for its router and mounts, innermost first. */
export function rowChoices(state: State): readonly Choice[] {
  const tree = treeNow(state.experiment);
  const row = currentRow(state);
  if (!tree || !row) return [];
  const targets = targetsOf(tree, row);
  return targets.flatMap((target, i) => [...targetChoices(target, i === 0), ...ownPrefix(tree, target)]);
}

/** The changes for unused routers and empty mounts, which have no row in the table. */
export function unregisteredChoices(state: State): readonly Choice[] {
  const tree = treeNow(state.experiment);
  if (!tree) return [];
  const { routers, empty } = unregisteredOf(tree);
  const of = routers.flatMap(({ id, name, prefix, routes }): Choice[] => {
    const group = `router ${name}: unused`;
    const include: Question = { of: 'include', router: name, into: tree.app.id };
    const add: Question = { of: 'add', into: id, at: routes.length };
    return [
      { group, title: `include router ${name} in the application`, note: namesOf(routes), run: asking(include) },
      { group, title: `change the prefix of router ${name}`, note: prefix || '(none)', run: askingPrefix(id) },
      { group, title: `add a route to router ${name}`, note: '', run: asking(add) },
    ];
  });
  const behind = empty.flatMap((target) => {
    const group = `${target.words}: no routes`;
    const fill = fillChoice(tree, target);
    return [...(fill ? [fill] : []), ...targetChoices(target, false)].map((choice) => ({ ...choice, group }));
  });
  return [...of, ...behind];
}

const asking =
  (question: Question): Run =>
  (state) =>
    ask(state, question);

const askingPrefix = (node: NodeId): Run => asking({ of: 'prefix', node });

/** Adds the first route to an empty inclusion, mount or host. */
function fillChoice(tree: RouteTree, { node }: Target): Choice | null {
  const router = node.kind === 'include' ? tree.routers.find(({ name }) => name === node.router) : undefined;
  const into = node.kind === 'mount' || node.kind === 'host' ? node.app.id : router?.id;
  if (into === undefined) return null;
  return { title: 'add a route inside', note: '', run: asking({ of: 'add', into, at: 0 }) };
}

/** `GET /invoices, POST /invoices, … 3 more`. */
function namesOf(routes: readonly RouteNode[]): string {
  const [shown, more] = [routes.slice(0, 2).map(label), routes.length - 2];
  return routes.length === 0 ? 'no routes' : `${shown.join(', ')}${more > 0 ? `, … ${more} more` : ''}`;
}

function targetChoices(target: Target, isRow: boolean): readonly Choice[] {
  const { node, words, container, index } = target;
  const choice = (title: string, key: string, run: Run): Choice => ({
    group: words,
    title,
    note: isRow ? showKey(key) : '',
    run,
  });
  const quick = (title: string, what: QuickEdit, key: string) =>
    choice(title, key, (state) => change(state, quickEdit(target, what)));
  const part = (of: 'path' | 'methods' | 'params' | 'prefix', key: string, words: string = of) =>
    choice(`change the ${words}`, key, asking({ of, node: node.id }));
  const choices = [quick(node.disabled ? 'switch on' : 'switch off', 'switch', 'space')];
  if (index > 0) choices.push(quick('move up', 'up', 'K'), quick('move to the top', 'top', '<'));
  if (index < container.routes.length - 1)
    choices.push(quick('move down', 'down', 'J'), quick('move to the bottom', 'bottom', '>'));
  if (node.kind === 'include') choices.push(part('prefix', ''));
  else choices.push(part('path', 'e', node.kind === 'host' ? 'pattern' : 'path'));
  if ('methods' in node) choices.push(part('methods', 'm'));
  if (node.kind === 'route') choices.push(part('params', 'a', 'parameters'));
  return [
    ...choices,
    quick('duplicate', 'duplicate', 'd'),
    quick('remove', 'remove', 'x'),
    choice('add a route below', 'n', asking({ of: 'add', into: container.id, at: index + 1 })),
  ];
}

function ownPrefix(tree: RouteTree, { container }: Target): readonly Choice[] {
  const prefix = containerPrefix(container);
  if (prefix === null) return [];
  const note = prefix;
  const run = askingPrefix(container.id);
  if (!('name' in container))
    return [{ group: `the ${kindOf(container).label}`, title: 'change the prefix', note, run }];
  const group = `router ${container.name}`;
  const isOn = [...nodesOf(tree)].some(
    (node) => node.kind === 'include' && node.router === container.name && !node.disabled,
  );
  const edit: Edit = { kind: isOn ? 'disable' : 'enable', node: container.id };
  return [
    { group, title: 'change the prefix of the router itself', note, run },
    { group, title: `switch ${isOn ? 'off' : 'on'} all inclusions`, note: '', run: (state) => change(state, edit) },
  ];
}

/** An editable prefix of the selected route: of an inclusion, a router, a mount or a host. */
interface EditablePrefix {
  readonly id: NodeId;
  readonly words: string;
  readonly value: string;
}

/** The editable prefixes of the selected route, innermost first. */
export function prefixesOf(state: State): readonly EditablePrefix[] {
  const tree = treeNow(state.experiment);
  const row = currentRow(state);
  const prefixes = new Map<NodeId, EditablePrefix>();
  const add = (id: NodeId, words: string, value: string) => {
    if (!prefixes.has(id)) prefixes.set(id, { id, words, value });
  };
  for (const { node, container } of tree && row ? targetsOf(tree, row) : []) {
    if (node.kind === 'include') add(node.id, `prefix of the inclusion of router ${node.router}`, node.prefix);
    else if (node.kind === 'mount') add(node.id, 'mount path', node.path);
    else if (node.kind === 'host') add(node.id, 'host pattern', node.host);
    const prefix = containerPrefix(container);
    if (prefix === null) continue;
    const of = 'name' in container ? `router ${container.name} itself` : `the ${kindOf(container).label}`;
    add(container.id, `prefix of ${of}`, prefix);
  }
  return [...prefixes.values()];
}

export const prefixChoices = (state: State): readonly Choice[] =>
  prefixesOf(state).map(({ id, words, value }) => ({
    title: words,
    note: value || '(none)',
    run: askingPrefix(id),
  }));

/** Every router with every application or router that can include it, unused ones first. */
export function routerChoices(state: State): readonly Choice[] {
  const tree = treeNow(state.experiment);
  if (!tree) return [];
  const included = new Set([...nodesOf(tree)].flatMap((node) => (node.kind === 'include' ? [node.router] : [])));
  const places = [
    { id: tree.app.id, words: '' },
    ...innerApps(tree).map(({ app, way }) => ({ id: app.id, words: ` in ${way}` })),
    ...tree.routers.map(({ id, name }) => ({ id, words: ` in router ${name}` })),
  ];
  const routers = [...tree.routers].sort((a, b) => Number(included.has(a.name)) - Number(included.has(b.name)));
  return places.slice(0, MOST_PLACES).flatMap((place) =>
    routers.flatMap(({ name, prefix }): Choice[] => {
      if (routers.length <= MOST_TRIED && !canInclude(tree, name, place.id)) return [];
      const note = included.has(name) ? prefix : `unused${prefix === '' ? '' : `, ${prefix}`}`;
      return [{ title: `${name}${place.words}`, note, run: asking({ of: 'include', router: name, into: place.id }) }];
    }),
  );
}

/** Longer lists aren't readable. */
const MOST_PLACES = 20;
/** Beyond this many routers, impossible inclusions are listed too; the editor explains them. */
const MOST_TRIED = 10;

/** Whether a router can be included, with or without a prefix. */
function canInclude(tree: RouteTree, router: string, into: NodeId): boolean {
  return ['', '/x'].some((prefix) => !isEditFault(applyEdit(tree, { kind: 'include', router, into, prefix })));
}

/** The settings of all applications. */
export function settingChoices(state: State): readonly Choice[] {
  const tree = treeNow(state.experiment);
  if (!tree) return [];
  return settingsOf(tree).map(({ name, value, change: made }) => ({
    group: 'Settings',
    title: name,
    note: value,
    run: (now) => ('edit' in made ? change(now, made.edit) : ask(now, made.question)),
  }));
}
