import { makeApp } from '../../dialects/make-app.ts';
import { DEFAULT_FRAMEWORK, DIALECTS, dialectNamed } from '../../dialects/registry.ts';
import { withBasePath } from '../../dialects/with-framework.ts';
import type { Problem } from '../../model/problem.ts';
import type { FrameworkName, RouteTree } from '../../model/route-tree.ts';
import type { ParsedDocument } from '../text/parse-text.ts';
import { describe, isRecord, own, quote } from '../text/plain-values.ts';
import type { OpenApiResult, ReaderOptions } from './contract.ts';
import { crossChecks } from './cross-checks.ts';
import { type Draft, failure, toProblems, warning } from './draft-problems.ts';
import type { Operation } from './operations.ts';
import type { PathSlot } from './read-paths.ts';
import { chooseServer, readServers, readSwaggerServers, type Server } from './servers.ts';
import { type Version, versionKey } from './version.ts';

/** Everything that is known when all files have been read. */
export interface Findings {
  readonly main: ParsedDocument;
  readonly others: readonly ParsedDocument[];
  readonly version: Version;
  readonly servers: readonly Server[];
  readonly slots: readonly PathSlot[];
  /** Of the parsers, with their lines. */
  readonly problems: readonly Problem[];
  /** Problems outside of single paths. */
  readonly drafts: readonly Draft[];
}

/** Turns findings into a tree and problems with lines. Nothing of the result holds a document or its text. */
export function buildResult(findings: Findings, options: ReaderOptions): OpenApiResult {
  const { main, version, servers, slots } = findings;
  const operations = slots.flatMap((slot) => slot.operations);
  const root = { document: main, holder: main.root };
  const drafts: readonly Draft[] = [
    ...[main, ...findings.others].flatMap(duplicateKeys),
    ...(version.oddity
      ? [warning('unknown-version', version.oddity, { ...root, ...keyed(versionKey(main.root)) })]
      : []),
    ...findings.drafts,
    ...slots.flatMap((slot) => slot.drafts),
    ...crossChecks(main, operations, slots),
  ];
  const problems = [...findings.problems, ...toProblems(drafts)];
  if (operations.length > 0) {
    const framework = options.framework ?? frameworkOf(main.root, operations);
    return { tree: buildTree(operations, framework, servers), problems };
  }
  const key = own(main.root, 'paths') === undefined ? versionKey(main.root) : 'paths';
  problems.push(failure(main, 'no-paths', whyNothing(main.root, slots.length), key));
  return { tree: null, problems };
}

const keyed = (key: string | undefined) => (key === undefined ? {} : { key });

function duplicateKeys(document: ParsedDocument): Draft[] {
  return document.duplicates().map(({ key, position }) => {
    const message = `${quote(key)} is here for the second time; the last one counts`;
    return warning('duplicate-key', message, { document, holder: null, at: position });
  });
}

/** The document's servers, the chosen one first. */
export function serversOf(
  main: ParsedDocument,
  version: Version,
  options: ReaderOptions,
  drafts: Draft[],
): readonly Server[] {
  const where = { document: main, holder: main.root, key: 'servers' };
  const listed = readServers(own(main.root, 'servers'), where, drafts);
  const swagger = { document: main, holder: main.root };
  const servers = (version.swagger2 ? (readSwaggerServers(main.root, swagger, drafts) ?? listed) : listed) ?? [];
  const chosen = chooseServer(servers, options.server);
  if (chosen !== null) return chosen;
  const expected = servers.map((server) => server.url).join(', ');
  const message = `The document has no server ${quote(options.server ?? '')}; the first one counts`;
  drafts.push(warning('unknown-server', message, where, expected === '' ? {} : { expected: `one of ${expected}` }));
  return servers;
}

function whyNothing(root: unknown, paths: number): string {
  const given = own(root, 'paths');
  if (paths > 0) return `None of the ${paths} paths has an operation that can be used`;
  const hooks = own(root, 'webhooks');
  const count = isRecord(hooks) ? Object.keys(hooks).length : 0;
  const why =
    count > 0 ? `only ${count} webhooks, which are requests that the API sends` : 'nothing that could be asked';
  if (given === undefined) return `The document has no "paths": ${why}`;
  return isRecord(given)
    ? `"paths" is empty: the document describes ${why}`
    : `"paths" is ${describe(given)}, not a mapping of paths`;
}

/** The framework that wrote a document, by the signs that its dialect knows. */
function frameworkOf(root: unknown, operations: readonly Operation[]): FrameworkName {
  const document = {
    validates: operations.some((operation) => operation.validates),
    hasSchema: (name: string) => own(own(own(root, 'components'), 'schemas'), name) !== undefined,
  };
  const author = DIALECTS.find((dialect) => dialect.wroteDocument(document));
  return (author ?? dialectNamed(DEFAULT_FRAMEWORK)).name;
}

/** An application with one route for each operation, in document order. Ids count up, so the same text gives the same ids. */
function buildTree(operations: readonly Operation[], framework: FrameworkName, servers: readonly Server[]): RouteTree {
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
