/**
 * The one key table. It feeds matching, the footer, the help overlay, the command palette and the README's list of keys; an
 * action that is not in it can't be reached.
 */

/** What the keyboard is in: the innermost overlay, else the focused region. */
export type Context =
  | 'bar'
  | 'misses'
  | 'table'
  | 'filter'
  | 'details'
  | 'impact'
  | 'pins'
  | 'changes'
  | 'help'
  | 'problems'
  | 'history'
  | 'pick'
  | 'line';

/** Contexts in which printable characters are text; no binding claims one there. */
export const TEXT_CONTEXTS: readonly Context[] = ['bar', 'filter', 'history', 'pick', 'line'];

/** The views of the what-if panel. */
const LAB: readonly Context[] = ['impact', 'pins', 'changes'];
const LISTS: readonly Context[] = ['misses', 'table', ...LAB];
const REGIONS: readonly Context[] = ['bar', 'misses', 'table', 'filter', 'details', ...LAB];
const COMMAND_CONTEXTS: readonly Context[] = ['misses', 'table', 'details', ...LAB, 'help', 'problems'];
/** Where a route is chosen that can be changed. */
const ROUTE: readonly Context[] = ['table', 'details'];
/** Outside of text fields and overlays. */
const KEYS_ONLY: readonly Context[] = ['misses', 'table', 'details', ...LAB];
const SCROLLED: readonly Context[] = ['details', 'help', 'problems'];
const READ: readonly Context[] = ['help', 'problems'];
const PAGED: readonly Context[] = ['table', ...LAB];
/** Above the routes, with the keyboard elsewhere. */
const ABOVE: readonly Context[] = ['bar', 'misses', 'filter'];

export type Group = 'Request' | 'Editing' | 'Near misses' | 'Routes' | 'What if' | 'Everywhere';

export interface Binding {
  readonly id: ActionId;
  /** Names as `tui/decode.ts` gives them; the first is the one shown. */
  readonly keys: readonly string[];
  readonly in: readonly Context[] | 'any';
  readonly group: Group;
  /** For the help: what it does, in a few words. */
  readonly description: string;
  /** For the footer: one or two words; absent where it isn't shown there. */
  readonly footer?: string;
}

const table = [
  bind(
    'submit',
    ['enter'],
    ['bar'],
    'Request',
    'take the chosen near miss, or make the change it needs; follow the redirect; keep in history',
  ),
  bind('miss-next', ['down', 'ctrl-n'], ['bar'], 'Request', 'choose the next near miss', 'choose'),
  bind('miss-previous', ['up'], ['bar'], 'Request', 'choose the previous near miss; in an empty bar: history'),
  bind('cycle-method', ['alt-m', 'ctrl-o'], ['bar'], 'Request', 'next method: GET, POST, PUT, …', 'method'),
  bind('history-search', ['ctrl-r'], REGIONS, 'Request', 'search earlier requests', 'history'),
  bind('history-take', ['enter'], ['history'], 'Request', 'put the chosen request into the bar', 'take it'),
  bind('history-next', ['down', 'ctrl-n'], ['history'], 'Request', 'next found request'),
  bind('history-previous', ['up', 'ctrl-r'], ['history'], 'Request', 'previous found request', 'older'),

  bind('left', ['left', 'ctrl-b'], TEXT_CONTEXTS, 'Editing', 'one character left'),
  bind('right', ['right', 'ctrl-f'], TEXT_CONTEXTS, 'Editing', 'one character right'),
  bind('word-left', ['alt-b', 'alt-left', 'ctrl-left'], TEXT_CONTEXTS, 'Editing', 'one word left'),
  bind('word-right', ['alt-f', 'alt-right', 'ctrl-right'], TEXT_CONTEXTS, 'Editing', 'one word right'),
  bind('home', ['home', 'ctrl-a'], TEXT_CONTEXTS, 'Editing', 'to the beginning'),
  bind('end', ['end', 'ctrl-e'], TEXT_CONTEXTS, 'Editing', 'to the end'),
  bind('delete-left', ['backspace'], TEXT_CONTEXTS, 'Editing', 'delete the character before'),
  bind('delete-right', ['delete', 'ctrl-d'], TEXT_CONTEXTS, 'Editing', 'delete the character behind'),
  bind('delete-word-left', ['ctrl-w', 'alt-backspace'], TEXT_CONTEXTS, 'Editing', 'delete the word before'),
  bind('delete-word-right', ['alt-d', 'alt-delete'], TEXT_CONTEXTS, 'Editing', 'delete the word behind'),
  bind('delete-to-home', ['ctrl-u'], TEXT_CONTEXTS, 'Editing', 'delete to the beginning'),
  bind('delete-to-end', ['ctrl-k'], TEXT_CONTEXTS, 'Editing', 'delete to the end'),

  bind(
    'miss-take',
    ['enter'],
    ['misses'],
    'Near misses',
    'use it: the corrected request, or the change it needs',
    'use it',
  ),
  bind('row-next', ['down', 'j'], LISTS, 'Routes', 'one row down'),
  bind('row-previous', ['up', 'k'], LISTS, 'Routes', 'one row up'),
  bind('page-next', ['pagedown', 'ctrl-f', 'ctrl-d'], PAGED, 'Routes', 'one page down'),
  bind('page-previous', ['pageup', 'ctrl-b', 'ctrl-u'], PAGED, 'Routes', 'one page up'),
  bind('browse-next', ['pagedown'], ABOVE, 'Routes', 'from the request to the routes, a page down'),
  bind('browse-previous', ['pageup'], ABOVE, 'Routes', 'from the request to the routes, a page up'),
  bind('row-first', ['home', 'g'], LISTS, 'Routes', 'first row'),
  bind('row-last', ['end', 'G'], LISTS, 'Routes', 'last row'),
  bind('details', ['enter', 'right', 'l'], ['table'], 'Routes', 'details of the route', 'details'),
  bind('try-route', ['t'], ['table', 'details'], 'Routes', 'put an example request into the bar', 'try it'),
  bind('filter', ['/'], ['misses', 'table', 'details'], 'Routes', 'filter the routes', 'filter'),
  bind('filter-accept', ['enter', 'down'], ['filter'], 'Routes', 'keep the filter, go to the rows', 'to the rows'),
  bind(
    'filter-mode',
    ['ctrl-o'],
    ['table', 'filter'],
    'Routes',
    'narrow the table, or only dim the rest',
    'narrow/dim',
  ),
  bind('copy-curl', ['c', 'y'], ['table', 'details'], 'Routes', 'copy an example as a curl line', 'copy curl'),
  bind('copy-request', ['alt-c'], ['bar'], 'Request', 'copy the request as a curl line'),
  bind('copy-miss', ['c', 'y'], ['misses'], 'Near misses', 'copy the corrected request as a curl line'),
  bind('open-source', ['o'], ['table', 'details'], 'Routes', 'open the declaration in $EDITOR', 'open'),
  bind('details-close', ['left', 'h', 'enter'], ['details'], 'Routes', 'back to the rows'),

  bind('toggle', ['space'], ROUTE, 'What if', 'switch the route off, or on again', 'on/off'),
  bind('move-up', ['K', 'alt-up'], ROUTE, 'What if', 'move the route up', 'move'),
  bind('move-down', ['J', 'alt-down'], ROUTE, 'What if', 'move the route down'),
  bind('move-top', ['<', 'alt-home'], ROUTE, 'What if', 'move the route to the top of its list'),
  bind('move-bottom', ['>', 'alt-end'], ROUTE, 'What if', 'move the route to the bottom of its list'),
  bind('edit-path', ['e'], ROUTE, 'What if', 'change its path, convertors included', 'path'),
  bind('edit-methods', ['m'], ROUTE, 'What if', 'change its methods'),
  bind('edit-params', ['a'], ROUTE, 'What if', 'change the types of its parameters'),
  bind(
    'edit-prefix',
    ['r'],
    ROUTE,
    'What if',
    'change what stands in front: prefix of router or inclusion, mount path',
  ),
  bind('add-route', ['n'], ROUTE, 'What if', 'add a route below, typed as METHOD PATH'),
  bind('duplicate', ['d'], ROUTE, 'What if', 'duplicate the route'),
  bind('remove', ['x', 'delete'], ROUTE, 'What if', 'remove the route'),
  bind('row-menu', ['w'], ROUTE, 'What if', 'every change to the route and to what holds it', 'what if'),
  bind('include-router', ['i'], KEYS_ONLY, 'What if', 'include a router, above all one that nothing includes'),
  bind(
    'unregistered',
    ['I'],
    KEYS_ONLY,
    'What if',
    'what registers nothing: routers that nothing includes, empty mounts',
  ),
  bind('framework', ['f'], KEYS_ONLY, 'What if', 'answer as the next framework would'),
  bind('settings', ['f4'], 'any', 'What if', 'settings of the application and of those inside it'),
  bind('undo', ['ctrl-z'], REGIONS, 'What if', 'undo: take the last change back'),
  bind('undo-letter', ['u'], KEYS_ONLY, 'What if', 'undo: take the last change back', 'undo'),
  bind('redo', ['ctrl-y'], REGIONS, 'What if', 'redo it; at the start: the changes of last time'),
  bind('redo-letter', ['U'], KEYS_ONLY, 'What if', 'redo it; at the start: the changes of last time'),
  bind('reset', ['R'], KEYS_ONLY, 'What if', 'the application as its source has it'),
  bind('rename', ['N'], KEYS_ONLY, 'What if', 'give the changes a name'),
  bind('save', ['ctrl-s'], REGIONS, 'What if', 'save or copy: scenario, routes file, list of changes, pins', 'save'),
  bind('pin', ['alt-p'], REGIONS, 'What if', 'pin the request in the bar, or let it go', 'pin'),
  bind('pin-route', ['p'], ROUTE, 'What if', 'pin an example of the route'),
  bind('lab', ['ctrl-t'], REGIONS, 'What if', 'open, reach, close the panel: impact, pins, changes', 'panel'),
  bind('lab-next', ['right', 'l'], LAB, 'What if', 'next view of the panel', 'view'),
  bind('lab-previous', ['left', 'h'], LAB, 'What if', 'previous view of the panel'),
  bind('lab-take', ['enter'], ['impact', 'pins'], 'What if', 'put the request into the bar', 'to the bar'),
  bind('unpin', ['x', 'delete'], ['pins'], 'What if', 'let the pin go', 'let go'),
  bind('jump', ['enter'], ['changes'], 'What if', 'go to this point of the changes', 'go there'),

  bind('pick-next', ['down', 'ctrl-n'], ['pick'], 'Everywhere', 'next line'),
  bind('pick-previous', ['up'], ['pick'], 'Everywhere', 'previous line'),
  bind('pick-take', ['enter'], ['pick'], 'Everywhere', 'do what the line says', 'do it'),
  bind('line-submit', ['enter'], ['line'], 'Everywhere', 'take what was typed', 'take it'),
  bind('palette', ['ctrl-p'], 'any', 'Everywhere', 'find any action by its words', 'actions'),
  bind('palette-letter', [':'], COMMAND_CONTEXTS, 'Everywhere', 'find any action by its words'),
  bind('guide', ['f3'], 'any', 'Everywhere', 'a tour of a minute, with the real keys'),
  bind('scroll-down', ['down', 'j'], SCROLLED, 'Everywhere', 'scroll down'),
  bind('scroll-up', ['up', 'k'], SCROLLED, 'Everywhere', 'scroll up'),
  bind('scroll-page-down', ['pagedown', 'ctrl-f', 'ctrl-d'], SCROLLED, 'Everywhere', 'scroll a page down'),
  bind('scroll-page-space', ['space'], READ, 'Everywhere', 'scroll a page down'),
  bind('scroll-page-up', ['pageup', 'ctrl-b', 'ctrl-u'], SCROLLED, 'Everywhere', 'scroll a page up'),
  bind('scroll-first', ['home', 'g'], SCROLLED, 'Everywhere', 'to the first line'),
  bind('scroll-last', ['end', 'G'], SCROLLED, 'Everywhere', 'to the last line'),
  bind('focus-next', ['tab'], REGIONS, 'Everywhere', 'next region: request, near misses, routes, panel', 'next'),
  bind('focus-previous', ['shift-tab'], REGIONS, 'Everywhere', 'previous region'),
  bind('redraw', ['ctrl-l'], 'any', 'Everywhere', 'draw the screen anew'),
  bind('back', ['esc', 'ctrl-g'], 'any', 'Everywhere', 'back one level; never quits'),
  bind('help', ['f1'], 'any', 'Everywhere', 'all keys', 'help'),
  bind('help-letter', ['?'], COMMAND_CONTEXTS, 'Everywhere', 'all keys'),
  bind('problems', ['f2'], 'any', 'Everywhere', 'what the source says wrong, and what it can’t say', 'problems'),
  bind('quit-letter', ['q'], COMMAND_CONTEXTS, 'Everywhere', 'close the panel, or quit'),
  bind('suspend', ['alt-z'], 'any', 'Everywhere', 'to the background, until fg'),
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
  const binding = { id, keys, in: contexts, group, description };
  return footer === undefined ? binding : { ...binding, footer };
}

export type ActionId = (typeof table)[number]['id'];

export const BINDINGS: readonly Binding[] = table;

export const boundIn = (binding: Binding, context: Context): boolean =>
  binding.in === 'any' || binding.in.includes(context);

export const CONTEXTS: readonly Context[] = [
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
];

const byContext: ReadonlyMap<string, ActionId> = new Map(
  BINDINGS.flatMap((binding) =>
    (binding.in === 'any' ? CONTEXTS : binding.in).flatMap((context) =>
      binding.keys.map((key): [string, ActionId] => [`${context} ${key}`, binding.id]),
    ),
  ),
);

/** The action that a key means in a context; null for none. */
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

/** A key as people read it: `ctrl-r`, `F1`, `⏎`. */
export function showKey(key: string): string {
  return SHOWN[key] ?? (/^f\d+$/.test(key) ? key.toUpperCase() : key);
}
