import type { OpenApiResult, ReaderOptions } from '../../../src/formats/openapi/contract.ts';
import { createReader } from '../../../src/formats/openapi/reader.ts';
import { parseYaml } from '../../../src/formats/text/yaml-document.ts';
import type { Route } from '../../../src/model/route-tree.ts';

interface Options extends Partial<ReaderOptions> {
  /** The text of another file; null where it isn't there. Without it no file is. */
  readonly resolve?: (file: string) => string | null;
}

/** Reads a document from text, a value or a set of files whose first is the main one. */
export function read(source: string | object, options: Options = {}): OpenApiResult {
  const text = typeof source === 'string' ? source : JSON.stringify(source, null, 2);
  const reader = createReader(text, { file: 'api.yaml', yaml: { parse: parseYaml }, ...options });
  const { resolve } = options;
  if (resolve)
    for (let wanted = reader.wanted(); wanted.length > 0; wanted = reader.wanted()) {
      for (const file of wanted) reader.supply(file, resolve(file));
    }
  return reader.finish();
}

export function readFiles(files: Readonly<Record<string, string>>, options: Options = {}): OpenApiResult {
  const [main = ''] = Object.keys(files);
  return read(files[main] ?? '', { file: main, resolve: (file) => files[file] ?? null, ...options });
}

export function routesOf(result: OpenApiResult): readonly Route[] {
  return (result.tree?.app.routes ?? []) as readonly Route[];
}

/** `GET /pets` for each route, in order. */
export function listed(result: OpenApiResult): readonly string[] {
  return routesOf(result).map((route) => `${route.methods.join(',')} ${route.path}`);
}

export function codes(result: OpenApiResult): readonly string[] {
  return result.problems.map((problem) => problem.code);
}

/** Where each route stands: `api.yaml:7:5`. */
export function places(result: OpenApiResult): readonly string[] {
  return routesOf(result).map(({ source }) => `${source?.file}:${source?.line}:${source?.column}`);
}

/** A document of version 3.1 in YAML around its paths, indented by two. */
export function yaml(paths: string, rest = ''): string {
  const body = paths.replace(/^\n/, '').replace(/^(?=.)/gm, '  ');
  return `openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths:\n${body}\n${rest.replace(/^\n/, '')}`;
}
