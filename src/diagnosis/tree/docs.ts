import type { FastApiApp, RouteTree } from '../../model/route-tree.ts';
import type { AppOption, Edit } from '../../whatif/edit.ts';
import { cause } from '../causes/context.ts';
import type { Cause } from '../near-miss.ts';

/** FastAPI's documentation routes (fastapi/applications.py, FastAPI.setup): option, field and default. */
const DOCS = [
  { option: 'docs_url', field: 'docsUrl', path: '/docs' },
  { option: 'redoc_url', field: 'redocUrl', path: '/redoc' },
  { option: 'openapi_url', field: 'openapiUrl', path: '/openapi.json' },
] as const satisfies readonly { option: AppOption; field: keyof FastApiApp; path: string }[];

/** A documentation page asked for at its usual place, where this application has it elsewhere or not at all. */
export interface DocsMiss {
  readonly path: string;
  readonly cause: Cause;
  readonly edit: Edit | null;
}

export function docsMiss(tree: RouteTree, typed: string): DocsMiss | null {
  const { app } = tree;
  if (app.kind !== 'fastapi') return null;
  const wanted = DOCS.find(({ path }) => path === typed.replace(/\/$/, ''));
  if (!wanted) return null;
  const now = app[wanted.field];
  // Without a schema there are no pages either.
  const blocked = now === null || app.openapiUrl === null;
  if (!blocked) {
    // At its usual place, a slash too many is all there can be to say.
    if (now === wanted.path) return null;
    const kind = now.endsWith(wanted.path) ? 'missing-prefix' : 'synonym';
    return { path: now, cause: cause(kind, null, `${wanted.option} moved this page to ${now}`), edit: null };
  }
  const off = app.openapiUrl === null ? 'openapi_url' : wanted.option;
  const on: Edit = {
    kind: 'set-option',
    app: app.id,
    option: off,
    value: off === 'openapi_url' ? '/openapi.json' : wanted.path,
  };
  return {
    path: wanted.path,
    cause: cause('not-included', null, `${off} is off: the application has no such page`),
    edit: on,
  };
}
