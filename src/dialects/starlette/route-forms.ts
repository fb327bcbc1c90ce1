import { RULES } from '../text-rules.ts';
import type { FormSpec, KeySpec, Keys, ListSpec, MapSpec, TextRule, TextSpec, ValueSpec } from '../value-spec.ts';

const text = (rule?: TextRule): TextSpec => (rule ? { type: 'text', rule } : { type: 'text' });
const flag: ValueSpec = { type: 'flag' };
const texts: ValueSpec = { type: 'list', what: 'a list of texts', of: text(), hint: bracketsHint };
/** Methods of a route. */
export const METHOD_LIST: ListSpec = {
  type: 'list',
  what: 'a list of texts',
  of: text(RULES.method),
  atLeastOne: true,
  hint: bracketsHint,
};
const METHODS: KeySpec = {
  value: METHOD_LIST,
  required: true,
  missing: 'write `methods: [GET]`',
  about: 'The methods that it answers, like [GET, DELETE].',
};
const isListed = (annotation: unknown) => typeof annotation === 'string' && /^(enum|literal):/.test(annotation);

/** Annotations of path parameters by their names. */
export const ANNOTATIONS: MapSpec = {
  type: 'map',
  what: 'parameters by name',
  of: { type: 'text', rule: RULES.annotation, what: 'an annotation' },
  // `{genre: enum:a,b}` is read as a second parameter `b` without a value
  hint(name, all) {
    const listed = all[name] === null ? Object.values(all).find(isListed) : undefined;
    return listed === undefined ? null : `put the list in quotes: "${listed},${name}"`;
  },
};

const DECLARED: Keys = {
  late: { value: flag, about: 'Registered after everything else in its list, and after its router was included.' },
  source: {
    value: text(RULES.filled),
    about: 'Where the program declares it, as file:line. Without it, the line of this file.',
  },
};

const DOCUMENTED: Keys = {
  name: { value: text(), about: "The route's name, as url_path_for() knows it." },
  tags: { value: texts, about: 'Tags that it is documented under.' },
  summary: { value: text(), about: 'What it does, in one line.' },
  deprecated: { value: flag, about: 'Whether it is documented as deprecated.' },
  security: { value: texts, about: 'Names of the security schemes that it asks for.' },
};

const APP: KeySpec = {
  value: { type: 'ref', to: 'app' },
  required: true,
  missing: 'write `app: {kind: asgi}` for an application that nobody knows more about',
  about: 'The application that is mounted here.',
};
const MOUNT_NAME: KeySpec = { value: text(), about: 'The name of the mount, as url_path_for() knows it.' };

/** The long forms of an entry, by the key that names the form. */
export const ROUTE_FORMS = {
  path: {
    label: 'a route',
    about: 'A route with a function as its handler.',
    keys: {
      path: {
        value: text(),
        required: true,
        about: 'The path as in the program, convertors included, like /files/{rest:path}.',
      },
      methods: METHODS,
      params: {
        value: ANNOTATIONS,
        about: "The handler's annotations of its path parameters. One that is not listed is not validated.",
      },
      plain: {
        value: flag,
        about: 'Registered with add_route: a plain Starlette route, even on a FastAPI application.',
      },
      ...DOCUMENTED,
      ...DECLARED,
    },
  },
  endpoint: {
    label: 'an endpoint class',
    about: 'A Starlette HTTPEndpoint class: it takes every method of its path, and answers 405 itself.',
    keys: {
      endpoint: { value: text(RULES.slash), required: true, about: 'The path of the HTTPEndpoint class.' },
      methods: { ...METHODS, about: 'The methods that the class has handlers for.' },
      ...DOCUMENTED,
      ...DECLARED,
    },
  },
  include: {
    label: 'an include',
    about: 'include_router(router, prefix=...).',
    keys: {
      include: { value: text(RULES.filled), required: true, about: 'The name of a router under `routers`.' },
      prefix: { value: text(RULES.prefix), about: "Put in front of the router's own prefix." },
      ...DECLARED,
    },
  },
  mount: {
    label: 'a mount',
    about: 'mount(path, app): takes everything under its path, and its answer is final.',
    keys: {
      mount: {
        value: text(RULES.slashOrEmpty),
        required: true,
        about: 'The path under which the application is mounted.',
      },
      app: APP,
      name: MOUNT_NAME,
      ...DECLARED,
    },
  },
  host: {
    label: 'a host',
    about: 'host(pattern, app): takes every request for a matching host.',
    keys: {
      host: {
        value: text(RULES.host),
        required: true,
        about: 'The host, without port; may hold parameters: "{tenant}.example.org".',
      },
      app: APP,
      name: MOUNT_NAME,
      ...DECLARED,
    },
  },
  websocket: {
    label: 'a websocket',
    about: 'A websocket route; it never answers an HTTP request.',
    keys: {
      websocket: { value: text(), required: true, about: 'The path of the websocket.' },
      ...DOCUMENTED,
      ...DECLARED,
    },
  },
  frontend: {
    label: 'a frontend',
    about: "FastAPI's app.frontend(): files that are asked last.",
    keys: {
      frontend: { value: text(RULES.slash), required: true, about: 'The path under which the files are served.' },
      files: { value: texts, about: 'The files of its directory, relative, with /.' },
      fallback: {
        value: { type: 'choice', values: ['auto', 'index.html', '404.html', null] },
        about: 'What a browser gets for a path without a file; auto when absent.',
      },
      ...DECLARED,
    },
  },
} as const satisfies Record<string, FormSpec>;

function bracketsHint(value: unknown): string | null {
  return typeof value === 'string' ? `write [${value}]` : null;
}
