import type { CompiledApp } from '../../dialects/dialect.ts';
import { kindOf } from '../../dialects/registry.ts';
import { formatTarget } from '../../model/parse-request.ts';
import type { Request } from '../../model/request.ts';
import type { RouteTree } from '../../model/route-tree.ts';
import type { Edit } from '../../whatif/edit.ts';
import { type Cause, cause } from '../near-miss.ts';
import type { Ranked } from '../ranked.ts';
import { resolveEdited, suggest } from './verify-edit.ts';

/** The miss for a documentation page that was requested at its default path. */
export function docsMisses(app: CompiledApp, request: Request): Ranked[] {
  const page = movedPage(app.tree, request.path);
  if (!page) return [];
  const fixed: Request = { ...request, method: 'GET', path: page.path };
  const after = page.edit ? resolveEdited(app, page.edit, fixed, []) : app.resolve(fixed);
  if (after?.outcome !== 'matched' || !after.registration || after.route === null) return [];
  const { registration, route } = after;
  const edit = page.edit && suggest(app.tree, page.edit);
  const causes = [page.cause];
  return [
    {
      method: 'GET',
      route,
      registration,
      path: formatTarget(fixed),
      request: fixed,
      cost: 0.5,
      causes,
      edit,
      order: 0,
    },
  ];
}

/** A documentation page requested at its default path, where this application has it elsewhere or not at all. */
function movedPage({ app }: RouteTree, typed: string): { path: string; cause: Cause; edit: Edit | null } | null {
  const { docs, options } = kindOf(app);
  const usual = (option: string) => options[option]?.default as string;
  const asked = docs?.pages.find((option) => usual(option) === typed.replace(/\/$/, ''));
  if (!docs || asked === undefined) return null;
  const now = app.options[asked] as string | null;
  // Without a schema there are no pages either.
  const off = app.options[docs.needs] === null ? docs.needs : now === null ? asked : null;
  if (off !== null || now === null) {
    const option = off ?? asked;
    return {
      path: usual(asked),
      cause: cause('not-included', null, `${option} is off: the application has no such page`),
      edit: { kind: 'set-option', app: app.id, option, value: usual(option) },
    };
  }
  // At its usual place, a slash too many is all that can be wrong.
  if (now === usual(asked)) return null;
  const kind = now.endsWith(usual(asked)) ? 'missing-prefix' : 'synonym';
  return { path: now, cause: cause(kind, null, `${asked} moved this page to ${now}`), edit: null };
}
