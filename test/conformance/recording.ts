import { readdirSync, readFileSync } from 'node:fs';
import type { RouteShape, RoutesFile } from '../../src/formats/routes-file/build-tree.ts';

/** One file of answers that a real FastAPI or Starlette gave; see README.md beside this file. */
export interface Recording {
  readonly name: string;
  readonly framework: 'fastapi' | 'starlette';
  readonly server_root_path?: string;
  readonly routers?: Record<string, { prefix?: string; redirect_slashes?: boolean; routes: RecordedNode[] }>;
  readonly app: RecordedApp;
  readonly cases: readonly RecordedCase[];
}

export interface RecordedCase extends RecordedAnswer {
  readonly method: string;
  readonly path: string;
  readonly host?: string;
  readonly headers?: Record<string, string>;
  /** What other versions answered, where that differs. */
  readonly variants?: Record<string, RecordedAnswer>;
}

export interface RecordedAnswer {
  readonly status: number;
  readonly location?: string;
  readonly route?: string;
  readonly params?: Record<string, unknown>;
  readonly allow?: string;
  readonly mounts?: readonly string[];
}

interface RecordedApp {
  kind: Exclude<RoutesFile['kind'], 'openapi' | undefined>;
  routes?: RecordedNode[];
  [option: string]: unknown;
}

interface RecordedNode {
  type: 'route' | 'class' | 'include' | 'mount' | 'host' | 'websocket' | 'frontend';
  path: string;
  app: RecordedApp;
  [key: string]: unknown;
}

const FOLDER = new URL('./recorded/', import.meta.url);

export function readRecordings(): readonly Recording[] {
  const files = readdirSync(FOLDER).filter((name) => name.endsWith('.json'));
  return files.sort().map((name) => JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8')) as Recording);
}

/** The recorded application as a routes file says it. */
export function toRoutesFile(recording: Recording): RoutesFile {
  const { framework, server_root_path, routers = {}, app } = recording;
  const { kind: _kind, routes = [], ...options } = app;
  return {
    framework,
    ...(server_root_path === undefined ? {} : { server_root_path }),
    ...options,
    routers: Object.fromEntries(
      Object.entries(routers).map(([name, router]) => [name, { ...router, routes: router.routes.map(toShape) }]),
    ),
    routes: routes.map(toShape),
  };
}

function toApp({ routes, ...rest }: RecordedApp): RoutesFile {
  return { ...rest, ...(routes ? { routes: routes.map(toShape) } : {}) };
}

function toShape({ type, path, app, ...rest }: RecordedNode): RouteShape {
  switch (type) {
    case 'route':
      return { path, ...rest } as RouteShape;
    case 'class':
      return { endpoint: path, ...rest } as RouteShape;
    case 'include':
      return { include: rest.router, prefix: rest.prefix ?? '' } as RouteShape;
    case 'mount':
      return { mount: path, app: toApp(app), ...rest } as RouteShape;
    case 'host':
      return { host: rest.host, app: toApp(app) } as RouteShape;
    case 'websocket':
      return { websocket: path, ...rest } as RouteShape;
    case 'frontend':
      return { frontend: path, ...rest } as RouteShape;
  }
}
