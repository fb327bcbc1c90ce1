import { describeValue, quote, type Report } from '../../model/file-fault.ts';
import { nearest } from '../../model/nearest.ts';
import { SETTABLE } from '../../whatif/options.ts';
import { validateShape } from '../routes-file/validate.ts';
import { isMapping, type Mapping, unknownKeys, wrongType } from '../text/judge-mapping.ts';
import type { KeyPath } from '../text/parsed.ts';
import { EDIT_KINDS, type EditKind, FORMS, type Form, FRAMEWORKS, type Slot } from './forms.ts';

const TOP_KEYS = ['scenario', 'base', 'edits'] as const;
/** Changes in changes; more levels than anybody writes. */
const MOST_LEVELS = 20;
/** Keys in all changes together, a route counting for a good many: aliases can make a small text enormous. */
const MOST_KEYS = 2_000_000;
const KEYS_OF_A_ROUTE = 500;
/** Values in one added route, what it mounts included. */
const MOST_IN_A_ROUTE = 5000;

/** Where faults go, and how much may still be looked at. */
interface Walk {
  readonly report: Report;
  readonly level: number;
  /** Shared by all levels. */
  readonly budget: { left: number };
}

/** Reports everything in a value that doesn't belong into a scenario file. */
export function judgeScenario(value: unknown, report: Report): void {
  const top = mapping(value, [], 'a scenario', report);
  if (!top) return;
  unknownKeys(top, TOP_KEYS, [], 'a scenario file', report);
  for (const key of ['scenario', 'base'] as const) {
    if (top[key] !== undefined) text(top[key], [key], report);
  }
  if (top.edits === undefined) {
    report([], 'missing-key', 'a scenario file needs `edits`', { expected: 'the key `edits` with a list of changes' });
  } else edits(top.edits, ['edits'], { report, level: 0, budget: { left: MOST_KEYS } });
}

function edits(value: unknown, path: KeyPath, walk: Walk): void {
  if (!Array.isArray(value)) {
    wrongType(value, path, 'a list of changes', walk.report);
    return;
  }
  for (const [i, one] of value.entries()) edit(one, [...path, i], walk);
}

/** False once more was looked at than a file can hold without aliases; said once. */
function afford(cost: number, path: KeyPath, { report, budget }: Walk): boolean {
  if (budget.left < 0) return false;
  budget.left -= cost;
  if (budget.left >= 0) return true;
  report(path, 'alias-bomb', 'aliases blow this file up beyond all measure', {
    expected: 'a file that holds what it says, written out',
  });
  return false;
}

function edit(value: unknown, path: KeyPath, walk: Walk): void {
  const { report, level } = walk;
  const change = mapping(value, path, 'a change, like `remove: GET /users`,', report);
  if (!change || !afford(1 + Object.keys(change).length, path, walk)) return;
  if (level > MOST_LEVELS) {
    report(path, 'too-deep', `changes stand in changes more than ${MOST_LEVELS} levels deep`);
    return;
  }
  const kinds = Object.keys(change).filter((key): key is EditKind => Object.hasOwn(FORMS, key));
  const [kind] = kinds;
  if (kind === undefined) {
    unknownKind(change, path, report);
    return;
  }
  const named = kinds[1];
  if (named !== undefined) {
    report([...path, named], 'mixed-forms', `one entry is ${quote(kind)} and ${quote(named)} at once`, {
      part: 'key',
      hint: 'write an entry of its own for each',
    });
    return;
  }
  const form: Form = FORMS[kind];
  unknownKeys(change, [kind, ...Object.keys(form.beside)], path, quote(kind), report);
  slot(form.main, change[kind], [...path, kind], walk);
  for (const [key, { slot: inner, required }] of Object.entries(form.beside)) {
    if (Object.hasOwn(change, key)) {
      const nothing = change[key] === null && !required;
      if (!nothing) slot(inner, change[key], [...path, key], walk);
    } else if (required) {
      report(path, 'missing-key', `${quote(kind)} needs \`${key}\``, { expected: `the key \`${key}\`` });
    }
  }
}

function slot(kind: Slot, value: unknown, path: KeyPath, walk: Walk): void {
  const { report } = walk;
  switch (kind) {
    case 'locator':
      locator(value, path, report);
      return;
    case 'text':
      text(value, path, report);
      return;
    case 'methods':
      asRoute({ path: '/', methods: value }, ['methods'], path, walk);
      return;
    case 'annotations':
      asRoute({ path: '/', methods: ['GET'], params: value }, ['params'], path, walk);
      return;
    case 'route':
      asRoute(value, [], path, walk);
      return;
    case 'option':
      choice(value, SETTABLE, path, report);
      return;
    case 'option-value':
      if (value !== null && typeof value !== 'boolean') text(value, path, report);
      return;
    case 'framework':
      choice(value, FRAMEWORKS, path, report);
      return;
    case 'shell':
      if (mapping(value, path, 'the options of an application', report)) inRoutesFile(value, [], path, walk);
      return;
    case 'edits':
      edits(value, path, { ...walk, level: walk.level + 1 });
      return;
    case 'edit':
      edit(value, path, { ...walk, level: walk.level + 1 });
      return;
  }
}

/** Has the routes file's own validator look at a route; `at` is the way from the route to the value that the file has. */
function asRoute(route: unknown, at: KeyPath, path: KeyPath, walk: Walk): void {
  inRoutesFile({ routes: [route] }, ['routes', 0, ...at], path, walk);
}

function inRoutesFile(file: unknown, at: KeyPath, path: KeyPath, walk: Walk): void {
  if (!afford(KEYS_OF_A_ROUTE, path, walk)) return;
  validateShape(
    file,
    (inner, code, message, more) => walk.report([...path, ...inner.slice(at.length)], code, message, more),
    MOST_IN_A_ROUTE,
  );
}

function locator(value: unknown, path: KeyPath, report: Report): void {
  if (typeof value === 'string') return;
  const expected = "the way to it, like [app, GET /users] or [router users, 'GET /{user_id}']";
  if (!Array.isArray(value) || value.length === 0) {
    wrongType(value, path, expected, report);
    return;
  }
  for (const [i, step] of value.entries()) text(step, [...path, i], report);
  const [first] = value as readonly unknown[];
  if (typeof first !== 'string' || first === 'app' || first.startsWith('router ')) return;
  report([...path, 0], 'locator', `${quote(first)} is no place to start from`, {
    expected: '`app` for the application, or `router` and a name',
    hint: `write [app, ${first}]`,
  });
}

function unknownKind(change: Mapping, path: KeyPath, report: Report): void {
  for (const key of Object.keys(change)) {
    const near = nearest(key, EDIT_KINDS);
    if (!near) continue;
    report([...path, key], 'unknown-key', `${quote(key)} is not a change`, {
      part: 'key',
      expected: EDIT_KINDS.join(', '),
      hint: `${quote(key)}: did you mean \`${near}\`?`,
    });
    return;
  }
  report(path, 'missing-key', 'this entry says no change', { expected: `one of the keys ${EDIT_KINDS.join(', ')}` });
}

function text(value: unknown, path: KeyPath, report: Report): void {
  if (typeof value === 'string') return;
  const plain = typeof value === 'number' || typeof value === 'boolean';
  wrongType(value, path, 'text', report, plain ? `put it in quotes: "${value}"` : null);
}

function choice(value: unknown, values: readonly string[], path: KeyPath, report: Report): void {
  if (typeof value === 'string' && values.includes(value)) return;
  const near = typeof value === 'string' ? nearest(value, values) : null;
  report(path, 'unknown-value', `${describeValue(value)} is not one of ${values.join(', ')}`, {
    expected: values.join(', '),
    hint: near ? `did you mean \`${near}\`?` : null,
  });
}

function mapping(value: unknown, path: KeyPath, what: string, report: Report): Mapping | null {
  if (isMapping(value)) return value;
  wrongType(value, path, what, report);
  return null;
}
