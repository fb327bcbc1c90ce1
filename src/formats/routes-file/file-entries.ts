import { appKind, dialectOf, routerDialect } from '../../dialects/registry.ts';
import {
  asMapping,
  asText,
  type EntryVisitor,
  type FileEntries,
  type Owner,
  type RoutesFileSyntax,
} from '../../dialects/routes-file.ts';
import type { Entries } from '../../dialects/value-spec.ts';
import type { KeyPath } from '../../model/file-fault.ts';
import { formOf, kindIn } from './routes-file-spec.ts';

/**
 * Every entry of a file, faults or not: what isn't as it should be is passed over, since it has been reported. `kind` is what
 * the outermost application will be when the file is used.
 */
export function fileEntries(file: Entries, kind: string): FileEntries {
  return { prefix: asText(file.prefix), visit: (visitor) => visitApp(file, kind, [], routerOwner(kind), visitor) };
}

type Reading = Pick<Owner, 'dialect' | 'kind'>;

/** How declared routers are read: as what answers the whole file, where that reads every path. */
function routerOwner(kind: string): Reading {
  const own = dialectOf(kind);
  if (!own.paths.refuses) return { dialect: own, kind: appKind(kind) };
  const dialect = routerDialect({ app: { kind } });
  return { dialect, kind: appKind(dialect.routers?.kind ?? kind) };
}

function visitApp(app: Entries, kind: string, path: KeyPath, routers: Reading, visitor: EntryVisitor): void {
  for (const [name, value] of Object.entries(asMapping(app.routers) ?? {})) {
    const router = asMapping(value);
    if (!router) continue;
    const at = [...path, 'routers', name];
    visitor.router?.(name, router, at);
    visitRoutes(router.routes, { ...routers, router: name, prefix: asText(router.prefix) }, at, routers, visitor);
  }
  const owner = { dialect: dialectOf(kind), kind: appKind(kind), router: null, prefix: asText(app.prefix) };
  visitRoutes(app.routes, owner, path, routers, visitor);
}

function longForm(route: unknown, forms: RoutesFileSyntax['forms']) {
  const keys = asMapping(route);
  const name = keys && formOf(keys, forms);
  return name === null ? null : { name, keys: keys as Entries, offset: 0 };
}

function visitRoutes(routes: unknown, owner: Owner, path: KeyPath, routers: Reading, visitor: EntryVisitor): void {
  if (!Array.isArray(routes)) return;
  const { short, forms } = owner.dialect.routesFile;
  for (let i = 0; i < routes.length; i++) {
    const route: unknown = routes[i];
    const isShort = typeof route === 'string';
    if (isShort && !(visitor.entry && short.rule.pattern.test(route))) continue;
    const long = isShort ? short.expand(route) : longForm(route, forms);
    const form = long ? forms[long.name] : undefined;
    if (!long || !form) continue;
    const { name, keys, offset } = long;
    const at = [...path, 'routes', i];
    const text = keys[name];
    if (typeof text === 'string' && visitor.entry) {
      visitor.entry({ form: name, node: form.node, text, path: isShort ? at : [...at, name], offset, keys, owner });
    }
    const app = form.keys.app ? asMapping(keys.app) : null;
    if (app) visitApp(app, kindIn(app), [...at, 'app'], routers, visitor);
  }
}
