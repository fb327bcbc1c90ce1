import { makeApp } from '../../dialects/make-app.ts';
import { DEFAULT_FRAMEWORK, DIALECTS, dialectNamed } from '../../dialects/registry.ts';
import { withBasePath } from '../../dialects/with-framework.ts';
import type { FrameworkName, RouteTree } from '../../model/route-tree.ts';
import { own } from '../text/plain-values.ts';
import type { Operation } from './operations.ts';
import type { Server } from './servers.ts';

/** The framework that wrote a document, by the signs that its dialect knows. */
export function frameworkOf(root: unknown, operations: readonly Operation[]): FrameworkName {
  const document = {
    validates: operations.some((operation) => operation.validates),
    hasSchema: (name: string) => own(own(own(root, 'components'), 'schemas'), name) !== undefined,
  };
  const author = DIALECTS.find((dialect) => dialect.wroteDocument(document));
  return (author ?? dialectNamed(DEFAULT_FRAMEWORK)).name;
}

/** An application with one route for each operation, in document order. Ids count up, so the same text gives the same ids. */
export function buildTree(
  operations: readonly Operation[],
  framework: FrameworkName,
  servers: readonly Server[],
): RouteTree {
  const basePath = servers[0]?.basePath ?? '';
  const routes = operations.map(({ route }, i) => {
    route.id = i + 1;
    return route;
  });
  return {
    app: makeApp(framework, 0, routes, {
      ...withBasePath(framework, basePath),
      servers: servers.map((server) => server.url),
    }),
    routers: [],
    serverRootPath: '',
    blindSpots: dialectNamed(framework).blindSpots,
  };
}
