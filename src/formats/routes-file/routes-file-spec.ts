import type { AppKind } from '../../dialects/app-kind.ts';
import { fileKeyOf, type OptionSpec, type OptionSpecs, type OptionType } from '../../dialects/option.ts';
import { APP_KINDS, DEFAULT_FRAMEWORK, FRAMEWORK_NAMES, routerOptions } from '../../dialects/registry.ts';
import { ROUTE_FORMS } from '../../dialects/starlette/route-forms.ts';
import { RULES } from '../../dialects/text-rules.ts';
import type { FileSpec, KeySpec, Keys, KindsSpec, ListSpec, ValueSpec } from '../../dialects/value-spec.ts';

const text: ValueSpec = { type: 'text' };

/** How a routes file writes an option. */
const OPTION_VALUES: Readonly<Record<OptionType, ValueSpec>> = {
  flag: { type: 'flag' },
  prefix: { type: 'text', rule: RULES.prefix },
  'base-path': text,
  'root-path': text,
  address: { type: 'text', rule: RULES.slashOrEmpty, orNull: true },
  texts: {
    type: 'list',
    what: 'a list of texts',
    of: text,
    hint: (value) => (typeof value === 'string' ? `write [${value}]` : null),
  },
};

function optionKeys(specs: OptionSpecs): Keys {
  const keys = Object.entries(specs).flatMap(([name, { type, about }]: [string, OptionSpec]) => {
    const key = fileKeyOf(specs, name);
    return key === null ? [] : [[key, { value: OPTION_VALUES[type], about }] as const];
  });
  return Object.fromEntries(keys);
}

const ROUTE_LIST: ListSpec = {
  type: 'list',
  what: 'a list of routes',
  of: { type: 'ref', to: 'route' },
  hint: (value) =>
    value === null ? 'write [] for an empty list' : typeof value === 'object' ? 'begin each route with `- `' : null,
};
const HELD: Keys = {
  routers: {
    value: { type: 'map', what: 'routers by name', of: { type: 'ref', to: 'router' } },
    about: 'Declared routers by name. One that nothing includes registers nothing.',
  },
  routes: { value: ROUTE_LIST, about: 'What the application registers, in order.' },
};

const kindsOf = (kinds: readonly (readonly [string, AppKind])[]) =>
  Object.fromEntries(
    kinds.map(([name, { options, opaque }]) => [name, { ...optionKeys(options), ...(opaque ? {} : HELD) }]),
  );
const EVERY_KIND = [...APP_KINDS];
const ROUTING_KINDS = EVERY_KIND.filter(([, { opaque }]) => opaque === null);

const FRAMEWORK: KeySpec = {
  value: { type: 'choice', values: FRAMEWORK_NAMES },
  about: `How requests are answered; ${DEFAULT_FRAMEWORK} when absent.`,
};

function kindKey(kinds: readonly (readonly [string, AppKind])[]): KeySpec {
  const others = kinds.filter(([name]) => !FRAMEWORK_NAMES.includes(name));
  const labels = others.map(([name, { label }]) => `${name} (${label})`);
  return {
    value: { type: 'choice', values: kinds.map(([name]) => name) },
    about: `What the application is: a framework, which \`framework\` says as well, or ${labels.join(', ')}.`,
  };
}

const TOP: KindsSpec = {
  type: 'kinds',
  what: 'a routes file',
  scope: 'the top level of a routes file',
  said: ['kind', 'framework'],
  standard: DEFAULT_FRAMEWORK,
  keys: {
    $schema: { value: text, about: 'The address of this schema, for editors. Not read.' },
    framework: FRAMEWORK,
    kind: kindKey(ROUTING_KINDS),
    server_root_path: {
      value: text,
      about: "The server's --root-path, put in front before the application sees the path.",
    },
  },
  kinds: kindsOf(ROUTING_KINDS),
  hint: (value) => (Array.isArray(value) ? 'put `routes:` on a line above the list' : null),
};

const APP: KindsSpec = {
  type: 'kinds',
  what: 'an application',
  scope: 'an application',
  about: 'An application that is mounted or served for a host.',
  said: ['kind', 'framework'],
  standard: DEFAULT_FRAMEWORK,
  keys: { kind: kindKey(EVERY_KIND), framework: FRAMEWORK },
  kinds: kindsOf(EVERY_KIND),
};

const ROUTE: ValueSpec = {
  type: 'either',
  what: 'a route',
  expected: 'a mapping of keys',
  about: 'What an application or router registers: METHOD[,METHOD] PATH, or a mapping whose first key says what it is.',
  hint: () => 'the shortest form is `- GET /path`',
  text: { type: 'text', rule: RULES.short, title: 'short form', about: 'METHOD[,METHOD] PATH' },
  mapping: {
    type: 'forms',
    what: 'a route',
    forms: ROUTE_FORMS,
    missing: 'this entry does not say what it registers',
    hint(entry) {
      const method = Object.keys(entry as object).find((key) => /^[A-Z]+(,[A-Z]+)* *\S*$/.test(key));
      return method
        ? `write it without the colon (- ${method} /path), or in quotes`
        : 'the shortest form is `- GET /path`';
    },
  },
};

const ROUTER: ValueSpec = {
  type: 'keys',
  what: 'a router',
  about: 'A declared router.',
  keys: {
    prefix: { value: OPTION_VALUES.prefix, about: "The router's own prefix." },
    ...optionKeys(routerOptions),
    routes: { value: ROUTE_LIST, about: 'What the router registers wherever it is included.' },
  },
};

/** What a routes file may hold. What needs more than one entry to decide is in check-paths.ts and check-includes.ts. */
export const ROUTES_FILE: FileSpec = {
  title: 'nearmiss routes file',
  about: 'An application as its program registers it, in registration order.',
  root: TOP,
  definitions: { route: ROUTE, router: ROUTER, app: APP },
};

/** The kind that an application says it is. */
export function kindIn(app: { readonly kind?: unknown; readonly framework?: unknown }): string {
  const kind = app.kind ?? app.framework;
  return typeof kind === 'string' ? kind : DEFAULT_FRAMEWORK;
}

export type FormName = keyof typeof ROUTE_FORMS;

/** The form of an entry, by the key that names it; null where none or several do. */
export function formOf(entry: object): FormName | null {
  const named = Object.keys(entry).filter((key) => Object.hasOwn(ROUTE_FORMS, key));
  return named.length === 1 ? (named[0] as FormName) : null;
}
