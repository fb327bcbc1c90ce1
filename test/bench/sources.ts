import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { madeUpDocument, madeUpRoutes } from './documents.ts';

/** A file to measure with. */
export interface SourceFile {
  readonly path: string;
  /** What it is, for the report. */
  readonly what: string;
}

/** Files to measure with; those that are made are gone at the end. */
export interface Sources {
  /** GitHub's document, 13 MB of JSON; a made-up one of its size where it isn't there. */
  readonly github: SourceFile;
  /** Documents of 1 to 4 MB. */
  readonly medium: readonly SourceFile[];
  /** An OpenAPI document of so many operations. */
  document(operations: number): SourceFile;
  /** A routes file of so many routes. */
  routes(count: number): SourceFile;
  /** A file of this text. */
  write(name: string, text: string): string;
  remove(): void;
}

/** Real documents in the folder, as [file, name, operations and characters in each of one that stands in for it]. */
const GITHUB = ['npm+octokit-openapi/api.github.com.json', "GitHub's document, 13 MB", 1200, 10_000] as const;
const MEDIUM = [
  ['PrefectHQ+prefect/docs/v3/api-ref/rest-api/server/schema.json', "Prefect's document, 1 MB", 400, 2500],
  ['invoke-ai+InvokeAI/invokeai/frontend/web/openapi.json', "InvokeAI's document, 3 MB", 600, 4500],
  ['npm+kubernetes-client/swagger-1.13.json', "Kubernetes' document, 4 MB", 900, 4000],
] as const;

/** Sources from a folder of real documents, and made-up ones. */
export function makeSources(specs: string): Sources {
  const folder = mkdtempSync(join(tmpdir(), 'nearmiss-bench-'));
  const write = (name: string, text: string) => {
    const path = join(folder, name);
    if (!existsSync(path)) writeFileSync(path, text);
    return path;
  };
  if (!existsSync(specs))
    console.error(`${resolve(specs)} isn't there: made-up documents stand in for real ones (--specs names the folder)`);
  const real = ([file, what, operations, padding]: typeof GITHUB | (typeof MEDIUM)[number]): SourceFile => {
    const path = join(specs, file);
    if (existsSync(path)) return { path: resolve(path), what };
    const text = JSON.stringify(madeUpDocument(operations, padding), null, 1);
    const size = `${(text.length / 1e6).toFixed(0)} MB`;
    return { path: write(`${operations}-${padding}.json`, text), what: `a made-up document, ${size}` };
  };
  return {
    github: real(GITHUB),
    medium: MEDIUM.map(real),
    document: (operations) => ({
      path: write(`${operations}.json`, JSON.stringify(madeUpDocument(operations))),
      what: `${operations} operations`,
    }),
    routes: (count) => {
      const routes = madeUpRoutes(count).map(({ method, path }) => `${method} ${path}`);
      const text = JSON.stringify({ framework: 'fastapi', openapi_url: null, routes });
      return { path: write(`${count}.routes.json`, text), what: `${count} routes` };
    },
    write,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
