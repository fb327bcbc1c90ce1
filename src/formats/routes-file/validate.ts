import { describeValue, quote, type Report } from '../../model/file-fault.ts';
import { nearest } from '../../model/nearest.ts';
import type { KeyPath } from '../text/parsed.ts';
import {
  APP_KEYS,
  type AppKind,
  FORM_NAMES,
  FORMS,
  type FormName,
  type KeySpec,
  type Keys,
  ROUTER_KEYS,
  TOP_KEYS,
  type ValueSpec,
} from './keys.ts';
import { shortHint, unknownForm } from './route-hints.ts';
import { RULES } from './text-rules.ts';
import {
  checkAnnotations,
  checkChoice,
  checkFlag,
  checkText,
  checkTexts,
  type Entries,
  mapping,
  matches,
  type Walk,
  within,
  wrongType,
} from './validate-value.ts';

/**
 * Holds a value against the table in keys.ts and reports every fault. True where it can be taken as a `RoutesFile`.
 * Looks at `most` values, since aliases can make a small text enormous, or endless.
 */
export function validateShape(value: unknown, report: Report, most = Number.MAX_SAFE_INTEGER): boolean {
  let sound = true;
  const walk: Walk = {
    report: (path, code, message, more) => {
      if (more?.severity !== 'warning') sound = false;
      report(path, code, message, more);
    },
    left: most,
  };
  const file = mapping(
    value,
    [],
    'a routes file',
    walk,
    Array.isArray(value) ? 'put `routes:` on a line above the list' : null,
  );
  if (file) {
    entries(file, TOP_KEYS, [], 'the top level of a routes file', walk);
    appKind(file, [], walk, TOP_KEYS);
  }
  return sound;
}

/** The kind that an application says it is; FastAPI where it says nothing. */
export function kindOf(app: Entries): AppKind {
  const kind = app.kind ?? app.framework;
  return typeof kind === 'string' ? (kind as AppKind) : 'fastapi';
}

/** The form of a route, by the key that names it; null where none or several do. */
export function formOf(route: Entries): FormName | null {
  const named = FORM_NAMES.filter((name) => Object.hasOwn(route, name));
  return named.length === 1 ? (named[0] as FormName) : null;
}

/** Every key of a mapping against its specification, and every required key that it lacks and doesn't just misspell. */
function entries(value: Entries, keys: Keys, path: KeyPath, what: string, walk: Walk): void {
  let meant: Set<string | null> | null = null;
  for (const key of Object.keys(value)) {
    if (Object.hasOwn(keys, key)) checkValue(value[key], (keys[key] as KeySpec).value, [...path, key], walk);
    else meant = (meant ?? new Set()).add(unknownKey(key, keys, [...path, key], what, value, walk));
  }
  for (const key of requiredKeys(keys)) {
    if (Object.hasOwn(value, key) || meant?.has(key)) continue;
    const message = `${what} needs \`${key}\``;
    walk.report(path, 'missing-key', message, { expected: `the key \`${key}\``, hint: MISSING[key] ?? null });
  }
}

const required = new WeakMap<Keys, readonly string[]>();

function requiredKeys(keys: Keys): readonly string[] {
  const known = required.get(keys);
  if (known) return known;
  const names = Object.keys(keys).filter((key) => keys[key]?.required);
  required.set(keys, names);
  return names;
}

const MISSING: Readonly<Record<string, string>> = {
  methods: 'write `methods: [GET]`',
  app: 'write `app: {kind: asgi}` for an application that nobody knows more about',
};

function unknownKey(key: string, keys: Keys, path: KeyPath, what: string, value: Entries, walk: Walk): string | null {
  const known = Object.keys(keys);
  const near = nearest(
    key,
    known.filter((name) => !Object.hasOwn(value, name)),
  );
  const owners = Object.values(FORMS)
    .filter((form) => Object.hasOwn(form.keys, key))
    .map((form) => form.label);
  const elsewhere =
    owners.length > 0
      ? `\`${key}\` belongs to ${owners.join(', ')}`
      : Object.hasOwn(TOP_KEYS, key)
        ? `\`${key}\` belongs to the top level`
        : null;
  walk.report(path, 'unknown-key', `${quote(key)} is not a key of ${what}`, {
    part: 'key',
    expected: known.filter((name) => name !== '$schema').join(', '),
    hint: elsewhere ?? (near ? `${quote(key)}: did you mean \`${near}\`?` : null),
  });
  return elsewhere ? null : near;
}

function checkValue(value: unknown, spec: ValueSpec, path: KeyPath, walk: Walk): void {
  if (!within(path, walk)) return;
  switch (spec.type) {
    case 'text':
      if (value === null && spec.orNull) return;
      checkText(value, spec.rule, path, spec.orNull ? 'text or null' : 'text', walk);
      return;
    case 'flag':
      checkFlag(value, path, walk);
      return;
    case 'choice':
      checkChoice(value, spec.values, path, walk);
      return;
    case 'texts':
      checkTexts(value, spec, path, walk);
      return;
    case 'annotations':
      checkAnnotations(value, path, walk);
      return;
    case 'routes':
      checkRoutes(value, path, walk);
      return;
    case 'routers':
      checkRouters(value, path, walk);
      return;
    case 'app':
      checkApp(value, path, walk);
      return;
  }
}

function checkRouters(value: unknown, path: KeyPath, walk: Walk): void {
  const routers = mapping(value, path, 'routers by name', walk);
  for (const [name, router] of Object.entries(routers ?? {})) {
    const shape = mapping(router, [...path, name], 'a router', walk);
    if (shape && within([...path, name], walk)) entries(shape, ROUTER_KEYS, [...path, name], 'a router', walk);
  }
}

function checkRoutes(value: unknown, path: KeyPath, walk: Walk): void {
  if (!Array.isArray(value)) {
    const hint =
      value === null ? 'write [] for an empty list' : typeof value === 'object' ? 'begin each route with `- `' : null;
    wrongType(value, path, 'a list of routes', walk, hint);
    return;
  }
  for (let i = 0; i < value.length; i++) {
    if (!within([...path, i], walk)) return;
    checkRoute(value[i], [...path, i], walk);
  }
}

function checkRoute(value: unknown, path: KeyPath, walk: Walk): void {
  if (typeof value === 'string') {
    if (!matches(RULES.short, value)) {
      walk.report(path, 'short-form', `${describeValue(value)} is not a route`, {
        expected: RULES.short.expected,
        hint: shortHint(value),
      });
    }
    return;
  }
  const route = mapping(value, path, 'a route', walk, 'the shortest form is `- GET /path`');
  if (!route) return;
  const named = FORM_NAMES.filter((name) => Object.hasOwn(route, name));
  const [first] = named;
  if (named.length > 1) {
    walk.report(
      [...path, named[1] as string],
      'mixed-forms',
      `one entry is ${named.map((name) => FORMS[name].label).join(' and ')} at once`,
      {
        part: 'key',
        expected: `one of ${named.join(', ')}`,
        hint: 'write an entry of its own for each',
      },
    );
  } else if (first) entries(route, FORMS[first].keys, path, FORMS[first].label, walk);
  else unknownForm(route, path, walk);
}

function checkApp(value: unknown, path: KeyPath, walk: Walk): void {
  const app = mapping(value, path, 'an application', walk);
  if (!app) return;
  entries(app, APP_KEYS, path, 'an application', walk);
  appKind(app, path, walk, APP_KEYS);
}

/** `kind` and `framework` exclude each other, and decide which options there are. */
function appKind(app: Entries, path: KeyPath, walk: Walk, keys: Keys): void {
  if (Object.hasOwn(app, 'kind') && Object.hasOwn(app, 'framework')) {
    walk.report([...path, 'framework'], 'mixed-forms', '`kind` and `framework` say the same thing', {
      part: 'key',
      expected: 'one of them',
      hint: 'remove one',
    });
    return;
  }
  const kind = kindOf(app);
  for (const key of Object.keys(app)) {
    const kinds = Object.hasOwn(keys, key) ? keys[key]?.kinds : undefined;
    if (!kinds || kinds.includes(kind)) continue;
    const said =
      (app.kind ?? app.framework) ? `this one is ${kind}` : 'this one is fastapi, since it does not say what it is';
    walk.report([...path, key], 'wrong-kind', `\`${key}\` is an option of ${kinds.join(', ')}; ${said}`, {
      part: 'key',
      expected: `kind: ${kinds.join(' or ')}`,
      hint: `remove \`${key}\`, or say another kind`,
    });
  }
}
