import { BINDINGS, type Binding, type Group, showKey } from './keys.ts';

/** A line of the help: an action with all of its keys. */
export interface HelpRow {
  readonly keys: readonly string[];
  readonly description: string;
  /** Where it works, in brackets, if the group doesn't tell; else `''`. */
  readonly where: string;
}

/** The lines of a group, in the order of the key table. */
export function helpRows(group: Group): readonly HelpRow[] {
  return actionsOf(BINDINGS.filter((binding) => binding.group === group)).map((same) => ({
    keys: same.flatMap(({ keys }) => keys.map(showKey)),
    description: same[0].description,
    where: whereWords(same[0].in),
  }));
}

/** Bindings by their description: a chord and a letter for the same action belong together. */
export function actionsOf(bindings: readonly Binding[]): readonly (readonly [Binding, ...Binding[]])[] {
  const byWords = new Map<string, [Binding, ...Binding[]]>();
  for (const binding of bindings) {
    const same = byWords.get(binding.description);
    if (same) same.push(binding);
    else byWords.set(binding.description, [binding]);
  }
  return [...byWords.values()];
}

const WHERE: Partial<Record<string, string>> = {
  history: ' (history)',
  filter: ' (filter)',
  details: ' (details)',
  pick: ' (lists)',
  line: ' (one-line editor)',
  pins: ' (pins)',
};

function whereWords(where: Binding['in']): string {
  return where === 'any' || where.length !== 1 ? '' : (WHERE[where[0] ?? ''] ?? '');
}
