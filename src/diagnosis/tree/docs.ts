import { kindOf } from '../../dialects/registry.ts';
import type { RouteTree } from '../../model/route-tree.ts';
import type { Edit } from '../../whatif/edit.ts';
import { type Cause, cause } from '../near-miss.ts';

/** A documentation page requested at its default path, where this application has it elsewhere or not at all. */
export interface DocsMiss {
  readonly path: string;
  readonly cause: Cause;
  readonly edit: Edit | null;
}

export function docsMiss({ app }: RouteTree, typed: string): DocsMiss | null {
  const { docs, options } = kindOf(app);
  const usual = (option: string) => options[option]?.default as string;
  const asked = docs?.pages.find((option) => usual(option) === typed.replace(/\/$/, ''));
  if (!docs || asked === undefined) return null;
  const now = app.options[asked] as string | null;
  // Without a schema there are no pages either.
  const off = app.options[docs.needs] === null ? docs.needs : now === null ? asked : null;
  if (off === null && now !== null) {
    // At its usual place, a slash too many is all there can be to say.
    if (now === usual(asked)) return null;
    const kind = now.endsWith(usual(asked)) ? 'missing-prefix' : 'synonym';
    return { path: now, cause: cause(kind, null, `${asked} moved this page to ${now}`), edit: null };
  }
  const option = off ?? asked;
  return {
    path: usual(asked),
    cause: cause('not-included', null, `${option} is off: the application has no such page`),
    edit: { kind: 'set-option', app: app.id, option, value: usual(option) },
  };
}
