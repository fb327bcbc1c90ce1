import { BINDINGS, type Binding, type Group, showKey } from './keys.ts';

/** A line of the help: an action with all of its keys. */
export interface HelpRow {
  readonly keys: readonly string[];
  readonly description: string;
  /** Where it works, in brackets, if the group doesn't tell; else `''`. */
  readonly where: string;
}

/** The lines of a group, in the order of the key table. An action with a chord and a letter is one line. */
export function helpRows(group: Group): readonly HelpRow[] {
  const own = BINDINGS.filter((binding) => binding.group === group);
  const firsts = own.filter(({ description }, i) => own.findIndex((one) => one.description === description) === i);
  return firsts.map((first) => ({
    keys: own.filter(({ description }) => description === first.description).flatMap(({ keys }) => keys.map(showKey)),
    description: first.description,
    where: whereWords(first.in),
  }));
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
