import { type Annotation, formatAnnotation, parseAnnotation } from '../../model/annotation.ts';
import type { Frontend, RouteInfo, RouteNode } from '../../model/route-tree.ts';
import { ANNOTATIONS, flag, text, texts } from '../common-values.ts';
import { asText, type NodeBase, type Pair, type RouteForm } from '../routes-file.ts';
import { RULES } from '../text-rules.ts';
import type { Entries, FormSpec } from '../value-spec.ts';
import { DECLARED, DOCUMENTED, METHODS, MOUNTED } from './route-keys.ts';

/** A form whose node knows which kind it is. */
function form<K extends RouteNode['kind']>(
  node: K,
  spec: FormSpec & {
    read(entry: Entries, base: NodeBase, app: Parameters<RouteForm['read']>[2]): RouteNode & { kind: K };
    write(node: RouteNode & { kind: K }): readonly Pair[];
  },
): RouteForm {
  return { ...spec, node, write: (one) => spec.write(one as RouteNode & { kind: K }) };
}

const NONE: readonly string[] = [];
const list = (value: unknown) => (Array.isArray(value) ? (value as readonly string[]) : NONE);
const upper = (value: unknown) => list(value).map((method) => method.trim().toUpperCase());

function information(entry: Entries): RouteInfo {
  return {
    name: asText(entry.name),
    summary: asText(entry.summary),
    tags: list(entry.tags),
    deprecated: entry.deprecated === true,
    security: list(entry.security),
  };
}

/** The long forms of routes in FastAPI, Starlette, and what OpenAPI may be tried on. */
export const ROUTE_FORMS: Readonly<Record<string, RouteForm>> = {
  path: form('route', {
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
    // Every field is written out: copying objects costs three times as much, and there may be 100,000 routes.
    read: (entry, { id, source, late }) => ({
      kind: 'route',
      id,
      source,
      late,
      path: asText(entry.path),
      methods: upper(entry.methods),
      params: annotations(entry.params),
      plain: entry.plain === true,
      name: asText(entry.name),
      summary: asText(entry.summary),
      tags: list(entry.tags),
      deprecated: entry.deprecated === true,
      security: list(entry.security),
    }),
    write(node) {
      const params = Object.entries(node.params).map(([name, one]) => [name, formatAnnotation(one)] as const);
      return [
        ['path', node.path],
        ['methods', node.methods],
        ...said('params', params.length > 0 && Object.fromEntries(params)),
        ...said('plain', node.plain),
        ...documented(node),
      ];
    },
  }),
  endpoint: form('endpoint', {
    label: 'an endpoint class',
    about: 'A Starlette HTTPEndpoint class: it takes every method of its path, and answers 405 itself.',
    keys: {
      endpoint: { value: text(RULES.slash), required: true, about: 'The path of the HTTPEndpoint class.' },
      methods: { ...METHODS, about: 'The methods that the class has handlers for.' },
      ...DOCUMENTED,
      ...DECLARED,
    },
    read: (entry, base) => ({
      kind: 'endpoint',
      ...base,
      path: asText(entry.endpoint),
      methods: upper(entry.methods),
      ...information(entry),
    }),
    write: (node) => [['endpoint', node.path], ['methods', node.methods], ...documented(node)],
  }),
  include: form('include', {
    label: 'an include',
    about: 'include_router(router, prefix=...).',
    keys: {
      include: { value: text(RULES.filled), required: true, about: 'The name of a router under `routers`.' },
      prefix: { value: text(RULES.prefix), about: "Put in front of the router's own prefix." },
      ...DECLARED,
    },
    read: (entry, base) => ({
      kind: 'include',
      ...base,
      router: asText(entry.include),
      prefix: asText(entry.prefix),
    }),
    write: (node) => [['include', node.router], ...said('prefix', node.prefix)],
  }),
  mount: form('mount', {
    label: 'a mount',
    about: 'mount(path, app): takes everything under its path, and its answer is final.',
    keys: {
      mount: {
        value: text(RULES.slashOrEmpty),
        required: true,
        about: 'The path under which the application is mounted.',
      },
      ...MOUNTED,
      ...DECLARED,
    },
    read: (entry, base, app) => ({
      kind: 'mount',
      ...base,
      path: asText(entry.mount),
      app: app('app'),
      name: asText(entry.name),
    }),
    write: (node) => [['mount', node.path], ...said('name', node.name)],
  }),
  host: form('host', {
    label: 'a host',
    about: 'host(pattern, app): takes every request for a matching host.',
    keys: {
      host: {
        value: text(RULES.host),
        required: true,
        about: 'The host, without port; may hold parameters: "{tenant}.example.org".',
      },
      ...MOUNTED,
      ...DECLARED,
    },
    read: (entry, base, app) => ({
      kind: 'host',
      ...base,
      host: asText(entry.host),
      app: app('app'),
      name: asText(entry.name),
    }),
    write: (node) => [['host', node.host], ...said('name', node.name)],
  }),
  websocket: form('websocket', {
    label: 'a websocket',
    about: 'A websocket route; it never answers an HTTP request.',
    keys: {
      websocket: { value: text(), required: true, about: 'The path of the websocket.' },
      ...DOCUMENTED,
      ...DECLARED,
    },
    read: (entry, base) => ({
      kind: 'websocket',
      ...base,
      path: asText(entry.websocket),
      ...information(entry),
    }),
    write: (node) => [['websocket', node.path], ...documented(node)],
  }),
  frontend: form('frontend', {
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
    read: (entry, base) => ({
      kind: 'frontend',
      ...base,
      path: asText(entry.frontend),
      files: list(entry.files),
      fallback: (entry.fallback === undefined ? 'auto' : entry.fallback) as Frontend['fallback'],
    }),
    write: (node) => [
      ['frontend', node.path],
      ['files', node.files],
      ...(node.fallback === 'auto' ? [] : [['fallback', node.fallback] as const]),
    ],
  }),
};

/** A key with its value, where that isn't what is meant without it. */
const said = (key: string, value: Pair[1]): readonly Pair[] => (value ? [[key, value]] : []);

function documented({ name, tags, summary, deprecated, security }: RouteInfo): readonly Pair[] {
  return [
    ...said('name', name),
    ...said('tags', tags.length > 0 && tags),
    ...said('summary', summary),
    ...said('deprecated', deprecated),
    ...said('security', security.length > 0 && security),
  ];
}

const NO_PARAMS: Readonly<Record<string, Annotation>> = {};

function annotations(params: unknown): Readonly<Record<string, Annotation>> {
  if (params === undefined) return NO_PARAMS;
  const entries = Object.entries(params as Readonly<Record<string, string>>);
  return Object.fromEntries(
    entries.flatMap(([name, said]) => {
      const annotation = parseAnnotation(said);
      return annotation ? [[name, annotation] as const] : [];
    }),
  );
}
