import { fileKeyOf, type OptionSpecs } from '../../dialects/option.ts';
import { FRAMEWORK_NAMES, kindOf, routerOptions } from '../../dialects/registry.ts';
import { RULES } from '../../dialects/text-rules.ts';
import { type Annotation, formatAnnotation } from '../../model/annotation.ts';
import type { App, Options, RouteInfo, RouteNode, Router, RouteTree } from '../../model/route-tree.ts';
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
    for (const router of tree.routers) writeRouter(router, writer);
  }
  writer.lines.push('');
  writeRoutes(app.routes, 0, writer);
  return `${writer.lines.join('\n')}\n`;
}

interface Writer {
  readonly lines: string[];
  readonly file: string | null;
}

type Value = string | boolean | null | readonly string[] | Readonly<Record<string, Annotation>>;
type Pair = readonly [key: string, value: Value];

function put(writer: Writer, indent: number, key: string, value: Value): void {
  writer.lines.push(`${' '.repeat(indent)}${key}: ${inline(value)}`);
}

/** A value on one line. */
function inline(value: Value): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return scalar(value, 'block');
  if (isList(value)) return `[${value.map((item) => scalar(item, 'flow')).join(', ')}]`;
  const pairs = Object.entries(value).map(
    ([name, annotation]) => `${scalar(name, 'flow')}: ${scalar(formatAnnotation(annotation), 'flow')}`,
  );
  return `{${pairs.join(', ')}}`;
}

const isList = (value: Value): value is readonly string[] => Array.isArray(value);

function writeRouter(router: Router, writer: Writer): void {
  const name = scalar(router.name, 'block');
  const pairs: Pair[] = [];
  if (router.prefix) pairs.push(['prefix', router.prefix]);
  pairs.push(...givenOptions(routerOptions, router.options));
  writer.lines.push(`  ${name}:`);
  for (const [key, value] of pairs) put(writer, 4, key, value);
  writeRoutes(router.routes, 4, writer);
}

function writeRoutes(nodes: readonly RouteNode[], indent: number, writer: Writer): void {
  const enabled = nodes.filter((node) => !node.disabled);
  const pad = ' '.repeat(indent);
  if (enabled.length === 0) writer.lines.push(`${pad}routes: []`);
  else writer.lines.push(`${pad}routes:`);
  for (const node of enabled) writeNode(node, indent + 2, writer);
}

function writeNode(node: RouteNode, indent: number, writer: Writer): void {
  const short = shortForm(node, writer);
  if (short !== null) {
    writer.lines.push(`${' '.repeat(indent)}- ${scalar(short, 'block')}`);
    return;
  }
  const first = writer.lines.length;
  for (const [key, value] of nodePairs(node)) put(writer, indent + 2, key, value);
  if (node.kind === 'mount' || node.kind === 'host') writeApp(node.app, indent + 2, writer);
  if (node.late) put(writer, indent + 2, 'late', true);
  const source = declaredAt(node.source, writer);
  if (source !== null) put(writer, indent + 2, 'source', source);
  const line = writer.lines[first] ?? '';
  writer.lines[first] = `${' '.repeat(indent)}- ${line.slice(indent + 2)}`;
}

function shortForm(node: RouteNode, writer: Writer): string | null {
  if (node.kind !== 'route' || node.plain || node.late || Object.keys(node.params).length > 0) return null;
  if (information(node).length > 0 || declaredAt(node.source, writer) !== null) return null;
  if (node.path !== node.path.trim()) return null;
  const short = `${node.methods.join(',')} ${node.path}`;
  return RULES.short.pattern.test(short) ? short : null;
}

function nodePairs(node: RouteNode): Pair[] {
  switch (node.kind) {
    case 'route':
      return [
        ['path', node.path],
        ['methods', node.methods],
        ...(Object.keys(node.params).length > 0 ? [['params', node.params] as Pair] : []),
        ...(node.plain ? [['plain', true] as Pair] : []),
        ...information(node),
      ];
    case 'endpoint':
      return [['endpoint', node.path], ['methods', node.methods], ...information(node)];
    case 'include':
      return [['include', node.router], ...(node.prefix ? [['prefix', node.prefix] as Pair] : [])];
    case 'mount':
      return [['mount', node.path], ...(node.name ? [['name', node.name] as Pair] : [])];
    case 'host':
      return [['host', node.host], ...(node.name ? [['name', node.name] as Pair] : [])];
    case 'websocket':
      return [['websocket', node.path], ...information(node)];
    case 'frontend':
      return [
        ['frontend', node.path],
        ['files', node.files],
        ...(node.fallback === 'auto' ? [] : [['fallback', node.fallback] as Pair]),
      ];
  }
}

function information(info: RouteInfo): Pair[] {
  const pairs: Pair[] = [];
  if (info.name) pairs.push(['name', info.name]);
  if (info.tags.length > 0) pairs.push(['tags', info.tags]);
  if (info.summary) pairs.push(['summary', info.summary]);
  if (info.deprecated) pairs.push(['deprecated', true]);
  if (info.security.length > 0) pairs.push(['security', info.security]);
  return pairs;
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
  writeRoutes(app.routes, indent + 2, writer);
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
