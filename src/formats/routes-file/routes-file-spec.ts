import type { AppKind } from '../../dialects/app-kind.ts';
import { flag, text, texts } from '../../dialects/common-values.ts';
import { fileKeyOf, type OptionSpec, type OptionSpecs, type OptionType } from '../../dialects/option.ts';
import {
  APP_KINDS,
  DEFAULT_FRAMEWORK,
  DIALECTS,
  dialectNamed,
  dialectOf,
  FRAMEWORK_NAMES,
  routerOptions,
} from '../../dialects/registry.ts';
import type { RoutesFileSyntax } from '../../dialects/routes-file.ts';
import { RULES } from '../../dialects/text-rules.ts';
import type { Entries, FileSpec, KeySpec, Keys, KindsSpec, ListSpec, ValueSpec } from '../../dialects/value-spec.ts';
import { allKeys } from '../validation/kind-keys.ts';

/** How a routes file writes an option. */
const OPTION_VALUES: Readonly<Record<OptionType, ValueSpec>> = {
  flag,
  prefix: text(RULES.prefix),
  'base-path': text(),
  'root-path': text(),
  address: { type: 'text', rule: RULES.slashOrEmpty, orNull: true },
  texts,
};

function optionKeys(specs: OptionSpecs): Keys {
  const keys = Object.entries(specs).flatMap(([name, { type, about }]: [string, OptionSpec]) => {
    const key = fileKeyOf(specs, name);
    return key === null ? [] : [[key, { value: OPTION_VALUES[type], about }] as const];
  });
  return Object.fromEntries(keys);
}

/** Each way to write routes that some framework has, with the name of its definition. */
const SYNTAXES = new Map<RoutesFileSyntax, string>();
for (const { name, routesFile } of DIALECTS) {
  if (!SYNTAXES.has(routesFile)) SYNTAXES.set(routesFile, SYNTAXES.size === 0 ? 'route' : `${name}-route`);
}

const routeList = (syntax: RoutesFileSyntax): ListSpec => ({
  type: 'list',
  what: 'a list of routes',
  of: { type: 'ref', to: SYNTAXES.get(syntax) ?? 'route' },
  hint: (value) =>
    value === null ? 'write [] for an empty list' : typeof value === 'object' ? 'begin each route with `- `' : null,
});

/** What applications hold whose routes are written like this: routers, where there are forms that include one. */
function heldKeys(syntax: RoutesFileSyntax): Keys {
  const routes = { value: routeList(syntax), about: 'What the application registers, in order.' };
  const hasRouters = Object.values(syntax.forms).some(({ node }) => node === 'include');
  return { ...(hasRouters && { routers: ROUTERS }), routes };
}

const ROUTERS: KeySpec = {
  value: {
    type: 'map',
    what: 'routers by name',
    of: {
      type: 'keys',
      what: 'a router',
      about: 'A declared router.',
      keys: {
        prefix: { value: OPTION_VALUES.prefix, about: "The router's own prefix." },
        ...optionKeys(routerOptions),
        routes: {
          value: routeList(
            (DIALECTS.find(({ routers }) => routers !== null) ?? dialectNamed(DEFAULT_FRAMEWORK)).routesFile,
          ),
          about: 'What the router registers wherever it is included.',
        },
      },
    },
  },
  about: 'Declared routers by name. One that nothing includes registers nothing.',
};

const HELD = new Map([...SYNTAXES.keys()].map((syntax) => [syntax, heldKeys(syntax)]));

const kindsOf = (kinds: readonly (readonly [string, AppKind])[]) =>
  Object.fromEntries(
    kinds.map(([name, { options, opaque }]) => [
      name,
      { ...optionKeys(options), ...(opaque ? {} : HELD.get(dialectOf(name).routesFile)) },
    ]),
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
    $schema: { value: text(), about: 'The address of this schema, for editors. Not read.' },
    framework: FRAMEWORK,
    kind: kindKey(ROUTING_KINDS),
    server_root_path: {
      value: text(),
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

const routeSpec = ({ short, forms }: RoutesFileSyntax): ValueSpec => ({
  type: 'either',
  what: 'a route',
  expected: 'a mapping of keys',
  about: `What an application or router registers: ${short.about}, or a mapping whose first key says what it is.`,
  hint: () => 'the shortest form is `- GET /path`',
  text: { type: 'text', rule: short.rule, title: 'short form', about: short.about },
  mapping: {
    type: 'forms',
    what: 'a route',
    forms,
    missing: 'this entry has none of the keys that name a kind of route',
    hint(entry) {
      const method = Object.keys(entry as object).find((key) => /^[A-Z]+(,[A-Z]+)* *\S*$/.test(key));
      return method
        ? `write it without the colon (- ${method} /path), or in quotes`
        : 'the shortest form is `- GET /path`';
    },
  },
});

/** What a routes file may hold. What needs more than one value to decide is checked by its framework. */
export const ROUTES_FILE: FileSpec = {
  title: 'nearmiss routes file',
  about: 'An application as its program registers it, in registration order.',
  root: TOP,
  definitions: {
    ...Object.fromEntries([...SYNTAXES].map(([syntax, name]) => [name, routeSpec(syntax)])),
    app: APP,
  },
};

/** Keys at the top level that tell a routes file from other documents. */
export const TELLING_KEYS = Object.keys(allKeys(TOP)).filter((key) => !['$schema', 'kind', 'prefix'].includes(key));

/** The kind that an application says it is; the standard one where there is no such kind. */
export function kindIn({ kind: said, framework }: Entries): string {
  const kind = said ?? framework;
  return typeof kind === 'string' && APP_KINDS.has(kind) ? kind : DEFAULT_FRAMEWORK;
}

/** The form of an entry, by the key that names it; null where none or several do. */
export function formOf(entry: object, forms: RoutesFileSyntax['forms']): string | null {
  const [name, second] = Object.keys(entry).filter((key) => Object.hasOwn(forms, key));
  return name !== undefined && second === undefined ? name : null;
}
