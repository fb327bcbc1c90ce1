import { fileKeyOf, type OptionSpecs } from '../../dialects/option.ts';
import { dialectOf, FRAMEWORK_NAMES, kindOf, routerDialect, routerOptions } from '../../dialects/registry.ts';
import type { FileValue, Pair, RoutesFileSyntax } from '../../dialects/routes-file.ts';
import type { App, Options, RouteNode, Router, RouteTree } from '../../model/route-tree.ts';
import { formatLocation, type SourceLocation } from '../../model/source.ts';
import { scalar } from './write-scalar.ts';

export interface WriteOptions {
  /** The source that the tree was read from: routes declared in it need no `source`. Without it no `source` is written. */
  readonly file?: string;
}

/**
 * A tree as a routes file (YAML), so that reading it gives the same tree again, ids and lines of the file itself aside. Short
 * forms wherever a route says nothing but its methods and its path; whatever is the framework's default is left out.
 *
 * What a routes file has no words for is left out: nodes that an edit disabled (they register nothing), constraints of
 * annotations, and the servers of an OpenAPI document beyond its base path.
 */
export function writeRoutesFile(tree: RouteTree, options: WriteOptions = {}): string {
  const writer: Writer = { lines: [], file: options.file ?? null };
  const { app } = tree;
  put(writer, 0, FRAMEWORK_NAMES.includes(app.kind) ? 'framework' : 'kind', app.kind);
  for (const [key, value] of appOptions(app)) put(writer, 0, key, value);
  if (tree.serverRootPath) put(writer, 0, 'server_root_path', tree.serverRootPath);
  if (tree.routers.length > 0) {
    writer.lines.push('', 'routers:');
    const syntax = routerDialect(tree).routesFile;
    for (const router of tree.routers) writeRouter(router, syntax, writer);
  }
  writer.lines.push('');
  writeRoutes(app.routes, dialectOf(app.kind).routesFile, 0, writer);
  return `${writer.lines.join('\n')}\n`;
}

interface Writer {
  readonly lines: string[];
  readonly file: string | null;
}

function put(writer: Writer, indent: number, key: string, value: FileValue): void {
  writer.lines.push(`${' '.repeat(indent)}${key}: ${inline(value)}`);
}

/** A value on one line. */
function inline(value: FileValue): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return scalar(value, 'block');
  if (Array.isArray(value)) return `[${value.map((item) => scalar(item, 'flow')).join(', ')}]`;
  const pairs = Object.entries(value).map(([name, text]) => `${scalar(name, 'flow')}: ${scalar(text, 'flow')}`);
  return `{${pairs.join(', ')}}`;
}

function writeRouter(router: Router, syntax: RoutesFileSyntax, writer: Writer): void {
  const name = scalar(router.name, 'block');
  const pairs: Pair[] = [];
  if (router.prefix) pairs.push(['prefix', router.prefix]);
  pairs.push(...givenOptions(routerOptions, router.options));
  writer.lines.push(`  ${name}:`);
  for (const [key, value] of pairs) put(writer, 4, key, value);
  writeRoutes(router.routes, syntax, 4, writer);
}

function writeRoutes(nodes: readonly RouteNode[], syntax: RoutesFileSyntax, indent: number, writer: Writer): void {
  const enabled = nodes.filter((node) => !node.disabled);
  const pad = ' '.repeat(indent);
  if (enabled.length === 0) writer.lines.push(`${pad}routes: []`);
  else writer.lines.push(`${pad}routes:`);
  for (const node of enabled) writeNode(node, syntax, indent + 2, writer);
}

function writeNode(node: RouteNode, { forms, short }: RoutesFileSyntax, indent: number, writer: Writer): void {
  const form = Object.values(forms).find((one) => one.node === node.kind);
  if (!form) throw new Error(`routes files have no form for a ${node.kind}`);
  const pad = ' '.repeat(indent);
  const pairs = form.write(node);
  const source = declaredAt(node.source, writer);
  const text = node.late || source !== null ? null : short.write(pairs);
  if (text !== null) {
    writer.lines.push(`${pad}- ${scalar(text, 'block')}`);
    return;
  }
  const first = writer.lines.length;
  for (const [key, value] of pairs) put(writer, indent + 2, key, value);
  if ('app' in node) writeApp(node.app, indent + 2, writer);
  if (node.late) put(writer, indent + 2, 'late', true);
  if (source !== null) put(writer, indent + 2, 'source', source);
  writer.lines[first] = `${pad}- ${(writer.lines[first] ?? '').slice(indent + 2)}`;
}

function writeApp(app: App, indent: number, writer: Writer): void {
  const pad = ' '.repeat(indent);
  if (!('routes' in app)) {
    const pairs: Pair[] = [['kind', app.kind], ...appOptions(app)];
    writer.lines.push(`${pad}app: {${pairs.map(([key, value]) => `${key}: ${inline(value)}`).join(', ')}}`);
    return;
  }
  writer.lines.push(`${pad}app:`);
  put(writer, indent + 2, 'kind', app.kind);
  for (const [key, value] of appOptions(app)) put(writer, indent + 2, key, value);
  writeRoutes(app.routes, dialectOf(app.kind).routesFile, indent + 2, writer);
}

/** The options of an application that aren't its framework's defaults. */
const appOptions = (app: App): Pair[] => givenOptions(kindOf(app).options, app.options);

function givenOptions(specs: OptionSpecs, options: Options): Pair[] {
  return Object.entries(specs).flatMap(([name, spec]): Pair[] => {
    const key = fileKeyOf(specs, name);
    const value = options[name] ?? null;
    // A list is written whatever it holds: it's what the application is about.
    return key === null || (value === spec.default && spec.type !== 'texts') ? [] : [[key, value]];
  });
}

function declaredAt(source: SourceLocation | null, { file }: Writer): string | null {
  return source === null || file === null || source.file === file ? null : formatLocation(source);
}
