import { RULES } from '../../dialects/text-rules.ts';
import type { Entries } from '../../dialects/value-spec.ts';
import type { KeyPath } from '../text/parsed.ts';
import { type FormName, formOf, kindIn } from './routes-file-spec.ts';

/** What registers an entry: an application of some kind, or a declared router by its name. */
interface Owner {
  /** How paths are read there. A declared router is FastAPI's, unless the whole file is answered as OpenAPI. */
  readonly kind: string;
  readonly router: string | null;
  /** Prefix of a declared router or of an APIRouter used as an app. */
  readonly prefix: string;
}

/** One entry of a list of routes that says what it is. */
export interface Entry {
  readonly form: FormName;
  /** The template: path, endpoint, mount, host, …; for an include the router's name. */
  readonly text: string;
  /** Where the template stands, and at which offset inside that text (short form). */
  readonly path: KeyPath;
  readonly offset: number;
  readonly keys: Entries;
  readonly owner: Owner;
}

export interface Visitor {
  entry(entry: Entry): void;
  router?(name: string, keys: Entries, path: KeyPath): void;
}

/**
 * Every entry of a file that may still have faults: what isn't as it should be is passed over, since validate.ts has
 * reported it. `framework` answers for the top level where it is given, as it will when the file is used.
 */
export function visitFile(file: unknown, framework: string | null, visitor: Visitor): void {
  const top = asMapping(file);
  if (!top) return;
  const kind = framework ?? kindIn(top);
  const declared: string = kind === 'openapi' ? 'openapi' : 'fastapi';
  visitApp(top, kind, []);

  function visitApp(app: Entries, appKind: string, path: KeyPath): void {
    for (const [name, value] of Object.entries(asMapping(app.routers) ?? {})) {
      const router = asMapping(value);
      if (!router) continue;
      const at = [...path, 'routers', name];
      visitor.router?.(name, router, at);
      visitRoutes(router.routes, { kind: declared, router: name, prefix: asText(router.prefix) }, at);
    }
    visitRoutes(app.routes, { kind: appKind, router: null, prefix: asText(app.prefix) }, path);
  }

  function visitRoutes(routes: unknown, owner: Owner, path: KeyPath): void {
    if (!Array.isArray(routes)) return;
    for (let i = 0; i < routes.length; i++) {
      const at = [...path, 'routes', i];
      const route: unknown = routes[i];
      if (typeof route === 'string') {
        if (!RULES.short.pattern.test(route)) continue;
        const short = /^\S+\s+/.exec(route);
        const offset = short?.[0].length ?? 0;
        const text = route.slice(offset).trimEnd();
        if (short && text)
          visitor.entry({ form: 'path', text, path: at, offset, keys: { methods: route.split(/\s/, 1) }, owner });
        continue;
      }
      const keys = asMapping(route);
      const form = keys && formOf(keys);
      if (!keys || !form) continue;
      const text = keys[form];
      if (typeof text === 'string') visitor.entry({ form, text, path: [...at, form], offset: 0, keys, owner });
      const app = form === 'mount' || form === 'host' ? asMapping(keys.app) : null;
      if (app) visitApp(app, kindIn(app), [...at, 'app']);
    }
  }
}

export function asMapping(value: unknown): Entries | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Entries) : null;
}

export function asText(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
