import { ANNOTATIONS, METHOD_LIST } from '../../dialects/common-values.ts';
import { FRAMEWORK_NAMES } from '../../dialects/registry.ts';
import type { FileSpec, FormSpec, KeySpec, Keys, ReportHere, ValueSpec } from '../../dialects/value-spec.ts';
import { quote } from '../../model/file-fault.ts';
import type { Edit } from '../../whatif/edit.ts';
import { SETTABLE } from '../../whatif/options.ts';
import { ROUTES_FILE } from '../routes-file/routes-file-spec.ts';

export type EditKind = Edit['kind'];

const text: ValueSpec = { type: 'text' };
const OPTION_VALUE: ValueSpec = {
  type: 'either',
  what: 'text',
  text,
  flag: { type: 'flag' },
  null: { type: 'null' },
  hint: (value) => (typeof value === 'number' ? `put it in quotes: "${value}"` : null),
};
const LOCATOR: ValueSpec = { type: 'ref', to: 'locator' };
const NODE = 'The location of what is changed: a text like GET /users, or a list like [router users, GET /me].';

const key = (value: ValueSpec, about: string): KeySpec => ({ value, about, required: true });
const optional = (value: ValueSpec, about: string): KeySpec => ({ value, about, orNull: true });

const PLACE: Keys = {
  above: optional(LOCATOR, 'The location of its lower neighbour.'),
  below: optional(LOCATOR, 'The location of its upper neighbour.'),
};
const INTO = optional(LOCATOR, 'The location of the application or router that gets it; the application when absent.');

/** A form whose own key holds a value, with other keys beside it. */
const form = <K extends EditKind>(kind: K, about: string, value: ValueSpec, beside: Keys = {}): FormSpec => ({
  label: quote(kind),
  about,
  keys: { [kind]: key(value, value === LOCATOR ? NODE : about), ...beside },
});

/** Every kind of change as a scenario file writes it: `- set-path: [app, GET /a]` with `path: /b` beside it. */
const FORMS: Readonly<Record<EditKind, FormSpec>> = {
  disable: form('disable', 'Switches a route, inclusion, mount or host off.', LOCATOR),
  enable: form('enable', 'Switches it on again.', LOCATOR),
  move: form('move', 'Moves it to another place of its list.', LOCATOR, PLACE),
  'set-path': form('set-path', 'Changes its path.', LOCATOR, { path: key(text, 'The new path.') }),
  'set-methods': form('set-methods', 'Changes its methods.', LOCATOR, {
    methods: key(METHOD_LIST, 'The new methods.'),
  }),
  'set-params': form('set-params', 'Changes the annotations of its parameters.', LOCATOR, {
    params: key(ANNOTATIONS, 'All annotations, by name.'),
  }),
  add: form('add', 'A route, as routes files write it.', { type: 'ref', to: 'route' }, { into: INTO, ...PLACE }),
  duplicate: form('duplicate', 'Adds a copy directly behind it.', LOCATOR),
  remove: form('remove', 'Removes it.', LOCATOR),
  'set-prefix': form('set-prefix', 'Changes the prefix of a router or inclusion.', LOCATOR, {
    prefix: key(text, 'The new prefix.'),
  }),
  include: form('include', 'The router that is included.', text, {
    into: INTO,
    prefix: optional(text, 'The prefix of the inclusion.'),
  }),
  'set-option': form('set-option', 'Changes an option of an application.', LOCATOR, {
    option: key({ type: 'choice', values: SETTABLE }, 'The option.'),
    value: key(OPTION_VALUE, 'Its new value; null switches it off.'),
  }),
  'set-server-root-path': form('set-server-root-path', "The server's --root-path.", text),
  'set-framework': form('set-framework', 'The framework that answers.', { type: 'choice', values: FRAMEWORK_NAMES }),
  batch: form('batch', 'Several changes as one.', { type: 'ref', to: 'edits' }),
};

export const EDIT_KINDS = Object.keys(FORMS) as readonly EditKind[];

const LOCATORS = "a location like [app, GET /users] or [router users, 'GET /{user_id}']";

/** What a scenario file may hold. */
export const SCENARIO_FILE: FileSpec = {
  title: 'nearmiss scenario file',
  about: 'Changes of an application, to try.',
  root: {
    type: 'keys',
    what: 'a scenario file',
    keys: {
      scenario: { value: text, about: 'What the scenario is called.' },
      base: { value: text, about: 'The source that it was made on.' },
      edits: key({ type: 'ref', to: 'edits' }, 'The changes, in order.'),
    },
  },
  definitions: {
    edits: { type: 'list', what: 'a list of changes', of: { type: 'ref', to: 'edit' } },
    edit: {
      type: 'forms',
      what: 'a change',
      about: 'A change; its own key says what is changed.',
      forms: FORMS,
      missing: 'this entry has none of the keys that name a change',
      hint: () => 'the shortest form is `- remove: GET /users`',
    },
    locator: {
      type: 'either',
      what: LOCATORS,
      text,
      list: { type: 'list', what: LOCATORS, of: text, check: checkStart },
    },
    ...ROUTES_FILE.definitions,
  },
};

function checkStart(steps: readonly unknown[], report: ReportHere): void {
  const [first] = steps;
  if (steps.length === 0) {
    report([], 'wrong-type', `expected ${LOCATORS}, found an empty list`, { expected: LOCATORS });
  }
  if (typeof first !== 'string' || first === 'app' || first.startsWith('router ')) return;
  report([0], 'locator', `a location can't start with ${quote(first)}`, {
    expected: '`app` for the application, or `router NAME`',
    hint: `write [app, ${first}]`,
  });
}
