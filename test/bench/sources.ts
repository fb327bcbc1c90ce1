import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { dump } from 'js-yaml';
import type { OpenApiDocument } from './documents.ts';
import { madeUpDocument, madeUpRoutes } from './documents.ts';

const REAL = new URL('../../../shared/specs/', import.meta.url);

/** Files to measure with; made once, gone at the end. */
export interface Sources {
  /** GitHub's document, or one of its size. */
  readonly json: SourceFile;
  /** Kubernetes' document, or one of its size. */
  readonly mediumJson: SourceFile;
  readonly yaml: SourceFile;
  /** A made-up OpenAPI document of so many operations, in JSON; `padding` characters of description in each. */
  document(operations: number, padding?: number): SourceFile;
  /** A routes file in JSON. */
  routes(count: number): SourceFile;
  /** A file of this text. */
  write(name: string, text: string): string;
  remove(): void;
}

export interface SourceFile {
  readonly path: string;
  /** What it is, for the report. */
  readonly what: string;
}

export function makeSources(): Sources {
  const folder = mkdtempSync(join(tmpdir(), 'nearmiss-bench-'));
  const made = new Map<string, SourceFile>();
  const write = (name: string, text: string) => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };
  const once = (name: string, what: string, text: () => string): SourceFile => {
    const known = made.get(name) ?? { path: write(name, text()), what };
    made.set(name, known);
    return known;
  };
  const real = (name: string, what: string): SourceFile | null => {
    const path = fileURLToPath(new URL(name, REAL));
    return existsSync(path) ? { path, what } : null;
  };
  const stand = (text: (document: OpenApiDocument) => string, name: string, of: string, padding = 8000) =>
    once(name, `a made-up document (${of} is not there)`, () => text(madeUpDocument(1200, padding)));
  return {
    write,
    json:
      real('npm+octokit-openapi/api.github.com.json', "GitHub's document, 13 MB of JSON") ??
      stand((document) => JSON.stringify(document, null, 1), 'large.json', "GitHub's"),
    mediumJson:
      real('npm+kubernetes-client/swagger-1.13.json', "Kubernetes' document, 4 MB of JSON") ??
      stand((document) => JSON.stringify(document, null, 1), 'medium.json', "Kubernetes'", 2500),
    yaml:
      real('openai+openai-openapi/openapi.yaml', "OpenAI's document, 3 MB of YAML") ??
      stand((document) => dump(document).slice(0), 'large.yaml', "OpenAI's"),
    document: (operations, padding = 0) =>
      once(`${operations}-${padding}.json`, `${operations} operations`, () =>
        JSON.stringify(madeUpDocument(operations, padding)),
      ),
    routes: (count) =>
      once(`${count}.routes.json`, `${count} routes`, () =>
        JSON.stringify({ framework: 'fastapi', routes: madeUpRoutes(count).map((one) => `${one.method} ${one.path}`) }),
      ),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
