/**
 * The one key table. It feeds matching, the footer, the help overlay and the README's list of keys; an action that is
 * not in it can't be reached.
 */

/** What the keyboard is in: the innermost overlay, else the focused region. */
export type Context = 'bar' | 'misses' | 'table' | 'filter' | 'details' | 'help' | 'problems' | 'history';

/** Contexts in which printable characters are text; no binding claims one there. */
export const TEXT_CONTEXTS: readonly Context[] = ['bar', 'filter', 'history'];

const LISTS: readonly Context[] = ['misses', 'table'];
const REGIONS: readonly Context[] = ['bar', 'misses', 'table', 'filter', 'details'];
const COMMAND_CONTEXTS: readonly Context[] = ['misses', 'table', 'details', 'help', 'problems'];
const SCROLLED: readonly Context[] = ['details', 'help', 'problems'];

export type Group = 'Request' | 'Editing' | 'Near misses' | 'Routes' | 'Everywhere';

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
  bind('submit', ['enter'], ['bar'], 'Request', 'take the chosen near miss, follow the redirect, or keep in history'),
  bind('miss-next', ['down'], ['bar'], 'Request', 'choose the next near miss', 'choose'),
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

  bind('miss-take', ['enter'], ['misses'], 'Near misses', 'put the corrected request into the bar', 'use it'),
  bind('row-next', ['down', 'j'], LISTS, 'Routes', 'one row down'),
  bind('row-previous', ['up', 'k'], LISTS, 'Routes', 'one row up'),
  bind('page-next', ['pagedown', 'ctrl-f', 'space'], ['table'], 'Routes', 'one page down'),
  bind('page-previous', ['pageup', 'ctrl-b'], ['table'], 'Routes', 'one page up'),
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
  bind('copy-curl', ['c'], ['table', 'details'], 'Routes', 'copy an example as a curl line', 'copy curl'),
  bind('open-source', ['o'], ['table', 'details'], 'Routes', 'open the declaration in $EDITOR', 'open'),
  bind('details-close', ['left', 'h', 'enter'], ['details'], 'Routes', 'back to the rows'),

  bind('scroll-down', ['down', 'j'], SCROLLED, 'Everywhere', 'scroll down'),
  bind('scroll-up', ['up', 'k'], SCROLLED, 'Everywhere', 'scroll up'),
  bind('scroll-page-down', ['pagedown', 'space'], SCROLLED, 'Everywhere', 'scroll a page down'),
  bind('scroll-page-up', ['pageup'], SCROLLED, 'Everywhere', 'scroll a page up'),
  bind('focus-next', ['tab'], REGIONS, 'Everywhere', 'next region: request, near misses, routes', 'next'),
  bind('focus-previous', ['shift-tab'], REGIONS, 'Everywhere', 'previous region'),
  bind('back', ['esc'], 'any', 'Everywhere', 'back one level; never quits'),
  bind('help', ['f1'], 'any', 'Everywhere', 'all keys', 'help'),
  bind('help-letter', ['?'], COMMAND_CONTEXTS, 'Everywhere', 'all keys'),
  bind('problems', ['f2'], 'any', 'Everywhere', 'what the source says wrong, and what it can’t say', 'problems'),
  bind('quit-letter', ['q'], COMMAND_CONTEXTS, 'Everywhere', 'close the panel, or quit'),
  bind('suspend', ['ctrl-z'], 'any', 'Everywhere', 'to the background, until fg'),
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
  'help',
  'problems',
  'history',
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
