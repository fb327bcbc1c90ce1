import type { OpenApiResult, SyncOptions } from '../../../src/formats/openapi/contract.ts';
import { readOpenApiSync } from '../../../src/formats/openapi/read-openapi.ts';
import { parseYaml } from '../../../src/formats/text/yaml-document.ts';
import type { Route } from '../../../src/model/route-tree.ts';

/** Reads a document from text, a value or a set of files whose first is the main one. */
export function read(source: string | object, options: Partial<SyncOptions> = {}): OpenApiResult {
  const text = typeof source === 'string' ? source : JSON.stringify(source, null, 2);
  return readOpenApiSync(text, { file: 'api.yaml', yaml: { parse: parseYaml }, ...options });
}

export function readFiles(files: Readonly<Record<string, string>>, options: Partial<SyncOptions> = {}): OpenApiResult {
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
