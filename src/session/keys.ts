/** The key table: matching, the footer, the help, the command palette and the README's list of keys all come from it. */

export const CONTEXTS = [
  'bar',
  'misses',
  'table',
  'filter',
  'details',
  'impact',
  'pins',
  'changes',
  'help',
  'problems',
  'history',
  'pick',
  'line',
] as const;

/** Where a key acts: the innermost overlay, else the focused region. */
export type Context = (typeof CONTEXTS)[number];

/** Contexts in which printable characters are text; no binding claims one there. */
export const TEXT_CONTEXTS: readonly Context[] = ['bar', 'filter', 'history', 'pick', 'line'];

/** The views of the what-if panel. */
const WHAT_IF: readonly Context[] = ['impact', 'pins', 'changes'];
const LISTS: readonly Context[] = ['misses', 'table', ...WHAT_IF];
const REGIONS: readonly Context[] = ['bar', 'misses', 'table', 'filter', 'details', ...WHAT_IF];
const COMMAND_CONTEXTS: readonly Context[] = ['misses', 'table', 'details', ...WHAT_IF, 'help', 'problems'];
/** Where the selected route can be changed. */
const ROUTE: readonly Context[] = ['table', 'details'];
/** Outside of text fields and overlays. */
const KEYS_ONLY: readonly Context[] = ['misses', 'table', 'details', ...WHAT_IF];
const SCROLLED: readonly Context[] = ['details', 'help', 'problems'];
const READ: readonly Context[] = ['help', 'problems'];
const PAGED: readonly Context[] = ['table', ...WHAT_IF];
/** Regions above the table. */
const ABOVE: readonly Context[] = ['bar', 'misses', 'filter'];

export type Group = 'Request' | 'Editing' | 'Near misses' | 'Routes' | 'What if' | 'Everywhere';

export interface Binding {
  readonly id: ActionId;
  /** Named as in `tui/decode.ts`; the first one is shown. */
  readonly keys: readonly string[];
  readonly in: readonly Context[] | 'any';
  readonly group: Group;
  /** What it does, in the imperative; for the help and the palette. */
  readonly description: string;
  /** One or two words for the footer; undefined where the footer doesn't show it. */
  readonly footer: string | undefined;
}

const table = [
  bind(
    'submit',
    ['enter'],
    ['bar'],
    'Request',
    'use the near miss, or apply the change it needs; follow the redirect; else keep the request in the history',
  ),
  bind('miss-next', ['down', 'ctrl-n'], ['bar'], 'Request', 'select the next near miss', 'select'),
  bind('miss-previous', ['up'], ['bar'], 'Request', 'select the previous near miss; in an empty bar: history'),
  bind(
    'cycle-method',
    ['alt-m', 'ctrl-o'],
    ['bar'],
    'Request',
    'switch to the next method: GET, POST, PUT, …',
    'method',
  ),
  bind('history-search', ['ctrl-r'], REGIONS, 'Request', 'search the history of requests', 'history'),
  bind('history-take', ['enter'], ['history'], 'Request', 'use the selected request', 'use it'),
  bind('history-next', ['down', 'ctrl-n'], ['history'], 'Request', 'select the next newer request'),
  bind('history-previous', ['up', 'ctrl-r'], ['history'], 'Request', 'select the next older request', 'older'),

  bind('left', ['left', 'ctrl-b'], TEXT_CONTEXTS, 'Editing', 'move one character left'),
  bind('right', ['right', 'ctrl-f'], TEXT_CONTEXTS, 'Editing', 'move one character right'),
  bind('word-left', ['alt-b', 'alt-left', 'ctrl-left'], TEXT_CONTEXTS, 'Editing', 'move one word left'),
  bind('word-right', ['alt-f', 'alt-right', 'ctrl-right'], TEXT_CONTEXTS, 'Editing', 'move one word right'),
  bind('home', ['home', 'ctrl-a'], TEXT_CONTEXTS, 'Editing', 'move to the start'),
  bind('end', ['end', 'ctrl-e'], TEXT_CONTEXTS, 'Editing', 'move to the end'),
  bind('delete-left', ['backspace'], TEXT_CONTEXTS, 'Editing', 'delete the previous character'),
  bind('delete-right', ['delete', 'ctrl-d'], TEXT_CONTEXTS, 'Editing', 'delete the character under the cursor'),
  bind('delete-word-left', ['ctrl-w', 'alt-backspace'], TEXT_CONTEXTS, 'Editing', 'delete the previous word'),
  bind('delete-word-right', ['alt-d', 'alt-delete'], TEXT_CONTEXTS, 'Editing', 'delete the next word'),
  bind('delete-to-home', ['ctrl-u'], TEXT_CONTEXTS, 'Editing', 'delete to the start'),
  bind('delete-to-end', ['ctrl-k'], TEXT_CONTEXTS, 'Editing', 'delete to the end'),

  bind(
    'miss-take',
    ['enter'],
    ['misses'],
    'Near misses',
    'use the corrected request, or apply the change it needs',
    'use it',
  ),
  bind('row-next', ['down', 'j'], LISTS, 'Routes', 'move one row down'),
  bind('row-previous', ['up', 'k'], LISTS, 'Routes', 'move one row up'),
  bind('page-next', ['pagedown', 'ctrl-f', 'ctrl-d'], PAGED, 'Routes', 'move one page down'),
  bind('page-previous', ['pageup', 'ctrl-b', 'ctrl-u'], PAGED, 'Routes', 'move one page up'),
  bind('browse-next', ['pagedown'], ABOVE, 'Routes', 'go to the routes, one page down'),
  bind('browse-previous', ['pageup'], ABOVE, 'Routes', 'go to the routes, one page up'),
  bind('row-first', ['home', 'g'], LISTS, 'Routes', 'go to the first row'),
  bind('row-last', ['end', 'G'], LISTS, 'Routes', 'go to the last row'),
  bind('details', ['enter', 'right', 'l'], ['table'], 'Routes', 'show the details of the route', 'details'),
  bind('try-route', ['t'], ['table', 'details'], 'Routes', 'try an example request for the route', 'try it'),
  bind('filter', ['/'], ['misses', 'table', 'details'], 'Routes', 'filter the routes', 'filter'),
  bind('filter-accept', ['enter', 'down'], ['filter'], 'Routes', 'keep the filter, go to the rows', 'go to rows'),
  bind('filter-mode', ['ctrl-o'], ['table', 'filter'], 'Routes', 'hide or dim other rows', 'hide/dim'),
  bind(
    'copy-curl',
    ['c', 'y'],
    ['table', 'details'],
    'Routes',
    'copy an example request as a curl command',
    'copy curl',
  ),
  bind('copy-request', ['alt-c'], ['bar'], 'Request', 'copy the request as a curl command'),
  bind('copy-miss', ['c', 'y'], ['misses'], 'Near misses', 'copy the corrected request as a curl command'),
  bind('open-source', ['o'], ['table', 'details'], 'Routes', 'open the declaration in $EDITOR', 'open'),
  bind('details-close', ['left', 'h', 'enter'], ['details'], 'Routes', 'close the details'),

  bind('toggle', ['space'], ROUTE, 'What if', 'switch the route off or on', 'on/off'),
  bind('move-up', ['K', 'alt-up'], ROUTE, 'What if', 'move the route up', 'move'),
  bind('move-down', ['J', 'alt-down'], ROUTE, 'What if', 'move the route down'),
  bind('move-top', ['<', 'alt-home'], ROUTE, 'What if', 'move the route to the top of its list'),
  bind('move-bottom', ['>', 'alt-end'], ROUTE, 'What if', 'move the route to the bottom of its list'),
  bind('edit-path', ['e'], ROUTE, 'What if', 'change the path and its convertors', 'path'),
  bind('edit-methods', ['m'], ROUTE, 'What if', 'change the methods'),
  bind('edit-params', ['a'], ROUTE, 'What if', 'change the types of the parameters'),
  bind('edit-prefix', ['r'], ROUTE, 'What if', 'change the prefix of the router, inclusion or mount'),
  bind('add-route', ['n'], ROUTE, 'What if', 'add a route below: METHOD PATH'),
  bind('duplicate', ['d'], ROUTE, 'What if', 'duplicate the route'),
  bind('remove', ['x', 'delete'], ROUTE, 'What if', 'remove the route'),
  bind('row-menu', ['w'], ROUTE, 'What if', 'show all changes for this route, its router and mounts', 'all changes'),
  bind('include-router', ['i'], KEYS_ONLY, 'What if', 'include a router, unused ones first'),
  bind('unregistered', ['I'], KEYS_ONLY, 'What if', 'list unused routers and empty mounts'),
  bind('framework', ['f'], KEYS_ONLY, 'What if', 'switch the framework'),
  bind('settings', ['f4'], 'any', 'What if', 'change settings of the application and its mounts'),
  bind('undo', ['ctrl-z'], REGIONS, 'What if', 'undo the last change'),
  bind('undo', ['u'], KEYS_ONLY, 'What if', 'undo the last change', 'undo'),
  bind('redo', ['ctrl-y'], REGIONS, 'What if', 'redo; at the start: restore the last session'),
  bind('redo', ['U'], KEYS_ONLY, 'What if', 'redo; at the start: restore the last session'),
  bind('reset', ['R'], KEYS_ONLY, 'What if', 'discard all changes'),
  bind('rename', ['N'], KEYS_ONLY, 'What if', 'name the changes'),
  bind('save', ['ctrl-s'], REGIONS, 'What if', 'save or copy: scenario, routes file, list of changes, pins', 'save'),
  bind('pin', ['alt-p'], REGIONS, 'What if', 'pin or unpin the request in the bar', 'pin'),
  bind('pin-route', ['p'], ROUTE, 'What if', 'pin an example request for the route'),
  bind('panel', ['ctrl-t'], REGIONS, 'What if', 'open / focus / close the panel: impact, pins, changes', 'panel'),
  bind('panel-next', ['right', 'l'], WHAT_IF, 'What if', 'show the next view of the panel', 'view'),
  bind('panel-previous', ['left', 'h'], WHAT_IF, 'What if', 'show the previous view of the panel'),
  bind('panel-take', ['enter'], ['impact', 'pins'], 'What if', 'put the request into the bar', 'use it'),
  bind('unpin', ['x', 'delete'], ['pins'], 'What if', 'unpin the request', 'unpin'),
  bind('jump', ['enter'], ['changes'], 'What if', 'undo or redo up to this change', 'go here'),

  bind('pick-next', ['down', 'ctrl-n'], ['pick'], 'Everywhere', 'select the next entry'),
  bind('pick-previous', ['up'], ['pick'], 'Everywhere', 'select the previous entry'),
  bind('pick-take', ['enter'], ['pick'], 'Everywhere', 'run the selected entry', 'run it'),
  bind('line-submit', ['enter'], ['line'], 'Everywhere', 'apply what was typed', 'apply'),
  bind('palette', ['ctrl-p'], 'any', 'Everywhere', 'search all actions', 'actions'),
  bind('palette', [':'], COMMAND_CONTEXTS, 'Everywhere', 'search all actions'),
  bind('tour', ['f3'], 'any', 'Everywhere', 'take a one-minute tour'),
  bind('scroll-down', ['down', 'j'], SCROLLED, 'Everywhere', 'scroll down'),
  bind('scroll-up', ['up', 'k'], SCROLLED, 'Everywhere', 'scroll up'),
  bind('scroll-page-down', ['pagedown', 'ctrl-f', 'ctrl-d'], SCROLLED, 'Everywhere', 'scroll one page down'),
  bind('scroll-page-down', ['space'], READ, 'Everywhere', 'scroll one page down'),
  bind('scroll-page-up', ['pageup', 'ctrl-b', 'ctrl-u'], SCROLLED, 'Everywhere', 'scroll one page up'),
  bind('scroll-first', ['home', 'g'], SCROLLED, 'Everywhere', 'scroll to the first line'),
  bind('scroll-last', ['end', 'G'], SCROLLED, 'Everywhere', 'scroll to the last line'),
  bind(
    'focus-next',
    ['tab'],
    REGIONS,
    'Everywhere',
    'go to the next region: request, near misses, routes, panel',
    'next',
  ),
  bind('focus-previous', ['shift-tab'], REGIONS, 'Everywhere', 'go to the previous region'),
  bind('redraw', ['ctrl-l'], 'any', 'Everywhere', 'redraw'),
  bind('back', ['esc', 'ctrl-g'], 'any', 'Everywhere', 'go back one level; never quits'),
  bind('help', ['f1'], 'any', 'Everywhere', 'show all keys', 'help'),
  bind('help', ['?'], COMMAND_CONTEXTS, 'Everywhere', 'show all keys'),
  bind('problems', ['f2'], 'any', 'Everywhere', 'show problems and limits of the source', 'problems'),
  bind('quit-letter', ['q'], COMMAND_CONTEXTS, 'Everywhere', 'close the panel, or quit'),
  bind('suspend', ['alt-z'], 'any', 'Everywhere', 'suspend (fg returns)'),
  bind('quit', ['ctrl-c'], 'any', 'Everywhere', 'quit', 'quit'),
] as const;

function bind<Id extends string>(
  id: Id,
  keys: readonly string[],
  contexts: readonly Context[] | 'any',
  group: Group,
  description: string,
  footer?: string,
) {
  return { id, keys, in: contexts, group, description, footer };
}

export type ActionId = (typeof table)[number]['id'];

export const BINDINGS: readonly Binding[] = table;

export const boundIn = (binding: Binding, context: Context): boolean =>
  binding.in === 'any' || binding.in.includes(context);

const byContext: ReadonlyMap<string, ActionId> = new Map(
  BINDINGS.flatMap((binding) =>
    (binding.in === 'any' ? CONTEXTS : binding.in).flatMap((context) =>
      binding.keys.map((key): [string, ActionId] => [`${context} ${key}`, binding.id]),
    ),
  ),
);

/** The action of a key in a context; null for none. */
export function actionFor(context: Context, key: string): ActionId | null {
  return byContext.get(`${context} ${key}`) ?? null;
}

const SHOWN: Readonly<Record<string, string>> = {
  enter: '⏎',
  up: '↑',
  down: '↓',
  left: '←',
  right: '→',
  delete: 'del',
};

/** A key as it is displayed: `ctrl-r`, `F1`, `⏎`. */
export function showKey(key: string): string {
  return SHOWN[key] ?? (/^f\d+$/.test(key) ? key.toUpperCase() : key);
}
