import type { CauseKind } from '../../src/diagnosis/near-miss.ts';
import type { CompiledApp } from '../../src/dialects/dialect.ts';
import type { Registration } from '../../src/model/registration.ts';
import { makeRequest } from '../../src/model/request.ts';

/** A request with known mistakes. */
export interface Case {
  readonly method: string;
  readonly path: string;
  readonly meant: { readonly method: string; readonly path: string };
  readonly kinds: readonly CauseKind[];
}

/** A seeded source of numbers from 0 to 1 (mulberry32), so that every run asks the same. */
export function random(seed: number): () => number {
  let a = seed >>> 0;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

interface Typed {
  readonly method: string;
  readonly parts: readonly string[];
  /** Which parts are literals of the template. */
  readonly literal: readonly boolean[];
}
type Pick = <T>(list: readonly T[]) => T | undefined;
type Mistake = (typed: Typed, pick: Pick) => Typed | null;

const replace = (typed: Typed, at: number, text: string): Typed => ({
  ...typed,
  parts: typed.parts.with(at, text),
});
const insert = (typed: Typed, at: number, text: string): Typed => ({
  ...typed,
  parts: typed.parts.toSpliced(at, 0, text),
  literal: typed.literal.toSpliced(at, 0, false),
});

/** A change of one word of the template, by a rule that may have several outcomes or none. */
const inWord =
  (change: (word: string) => readonly string[]): Mistake =>
  (typed, pick) => {
    const places = typed.parts.flatMap((part, at) => (typed.literal[at] && /^[a-z][\w-]{3,}$/i.test(part) ? [at] : []));
    const at = pick(places);
    const word = at === undefined ? undefined : typed.parts[at];
    const text = word === undefined ? undefined : pick(change(word).filter((other) => other !== word && other !== ''));
    return at === undefined || text === undefined ? null : replace(typed, at, text);
  };

const letters = (word: string, change: (i: number) => string) =>
  Array.from({ length: word.length - 1 }, (_, i) => change(i)).filter((text) => !/s$/.test(text) === !/s$/.test(word));
const KEYS: Readonly<Record<string, string>> = {
  a: 's',
  e: 'r',
  i: 'o',
  n: 'm',
  o: 'p',
  r: 't',
  s: 'd',
  t: 'y',
  u: 'i',
};

/** What people do, under the name of its cause. */
const MISTAKES: Readonly<Partial<Record<CauseKind, readonly Mistake[]>>> = {
  typo: [
    inWord((w) => letters(w, (i) => w.slice(0, i) + w[i + 1] + w[i] + w.slice(i + 2))),
    inWord((w) => letters(w, (i) => w.slice(0, i) + w.slice(i + 1))),
    inWord((w) => letters(w, (i) => w.slice(0, i + 1) + w.slice(i))),
    inWord((w) => letters(w, (i) => w.slice(0, i) + (KEYS[w[i] ?? ''] ?? 'x') + w.slice(i + 1))),
  ],
  case: [inWord((w) => [w[0]?.toUpperCase() + w.slice(1), w.toUpperCase()])],
  plural: [inWord((w) => (/[^s]s$/.test(w) ? [w.slice(0, -1)] : /[a-rt-xz]$/.test(w) ? [`${w}s`] : []))],
  separator: [
    inWord((w) => (/[-_]/.test(w) ? [w.replace(/[-_]/g, ''), w.replace(/[-_]/g, (c) => (c === '-' ? '_' : '-'))] : [])),
  ],
  version: [
    (typed) =>
      changeWhere(
        typed,
        (part) => /^v\d+$/.test(part),
        (part) => `v${Number(part.slice(1)) + 1}`,
      ),
  ],
  method: [
    (typed, pick) => ({ ...typed, method: pick(['GET', 'POST', 'PUT'].filter((m) => m !== typed.method)) ?? 'GET' }),
  ],
  'missing-prefix': [(typed) => (isPrefix(typed.parts[0]) ? cut(typed, 0) : null)],
  'extra-prefix': [
    (typed, pick) => (isPrefix(typed.parts[0]) ? null : insert(typed, 0, pick(['api', 'v1', 'rest']) ?? 'api')),
  ],
  'double-prefix': [(typed) => (isPrefix(typed.parts[0]) ? insert(typed, 0, typed.parts[0] as string) : null)],
  'missing-segment': [
    (typed, pick) =>
      typed.parts.length > 2 ? cut(typed, pick([1, 2].filter((i) => i < typed.parts.length)) ?? 1) : null,
  ],
  'extra-segment': [(typed, pick) => insert(typed, typed.parts.length, pick(['list', 'details', 'all']) ?? 'list')],
  'swapped-segments': [(typed) => (typed.parts.length > 1 ? swap(typed) : null)],
  'double-slash': [(typed) => insert(typed, typed.parts.length - 1, '')],
  'stray-character': [(typed, pick) => replaceLast(typed, (last) => last + (pick([',', ')', '"', '.']) ?? ','))],
  extension: [
    (typed, pick) =>
      typed.literal.at(-1) ? replaceLast(typed, (last) => last + (pick(['.json', '.html']) ?? '')) : null,
  ],
  'param-type': [
    (typed) =>
      changeWhere(
        typed,
        (part, at) => !typed.literal[at] && /^\d+$/.test(part),
        () => 'abc',
      ),
  ],
};

const isPrefix = (part: string | undefined) => /^(api|rest|v\d+)$/.test(part ?? '');
const cut = (typed: Typed, at: number): Typed => ({
  ...typed,
  parts: typed.parts.toSpliced(at, 1),
  literal: typed.literal.toSpliced(at, 1),
});
const replaceLast = (typed: Typed, change: (last: string) => string) =>
  typed.parts.length === 0 ? null : replace(typed, typed.parts.length - 1, change(typed.parts.at(-1) as string));
const swap = ({ method, parts, literal }: Typed): Typed => {
  const at = parts.length - 2;
  const around = <T>(list: readonly T[]) => [...list.slice(0, at), list[at + 1] as T, list[at] as T];
  return { method, parts: around(parts), literal: around(literal) };
};
function changeWhere(
  typed: Typed,
  is: (part: string, at: number) => boolean,
  to: (part: string) => string,
): Typed | null {
  const at = typed.parts.findIndex(is);
  return at < 0 ? null : replace(typed, at, to(typed.parts[at] as string));
}

/** Labelled requests over an application: each kind of mistake alone, then two at once. */
export function mistakes(app: CompiledApp, seed: number, perKind: number): readonly Case[] {
  const rnd = random(seed);
  const pick: Pick = (list) => list[Math.floor(rnd() * list.length)];
  const routes = app.registrations.filter(
    ({ kind, methods, mountContext }) => kind === 'route' && methods[0] !== 'HEAD' && mountContext.hosts.length === 0,
  );
  const kinds = Object.keys(MISTAKES) as CauseKind[];
  const out: Case[] = [];
  const seen = new Set<string>();
  const make = (chosen: readonly CauseKind[]) => {
    const route = pick(routes);
    if (!route) return;
    const right = typedFor(route, rnd);
    // Shadowed routes and values that the route refuses are other mistakes than the one to be made.
    if (app.resolve(makeRequest(right.method, `/${right.parts.join('/')}`)).route !== route.path) return;
    let typed: Typed | null = right;
    for (const kind of chosen) typed = typed && (pick(MISTAKES[kind] ?? [])?.(typed, pick) ?? null);
    if (!typed) return;
    const path = `/${typed.parts.join('/')}`;
    const key = `${typed.method} ${path}`;
    const answer = app.resolve(makeRequest(typed.method, path));
    if (seen.has(key) || answer.outcome === 'matched' || answer.outcome === 'redirect') return;
    seen.add(key);
    out.push({
      method: typed.method,
      path,
      meant: { method: route.methods[0] as string, path: route.path },
      kinds: chosen,
    });
  };
  for (const kind of kinds) for (let i = 0; i < perKind; i++) make([kind]);
  for (let i = 0; i < perKind * 5; i++) {
    const [a, b] = [pick(kinds) as CauseKind, pick(kinds) as CauseKind];
    if (a !== b) make([a, b]);
  }
  return out;
}

/** Values of the types that a number isn't. */
const VALUES: Readonly<Record<string, string>> = {
  uuid: '3fa85f64-5717-4562-b3fc-2c963f66afa6',
  date: '2025-03-14',
  datetime: '2025-03-14T09:00:00',
  bool: 'true',
  str: 'q3-report',
};

/** The request that a route answers. */
function typedFor(route: Registration, rnd: () => number): Typed {
  const raw = route.path.split('/').slice(1);
  const declared = route.node?.kind === 'route' ? route.node.params : {};
  const fill = (_: string, name: string, convertor: string | undefined): string => {
    const kind = convertor ?? declared[name]?.kind ?? 'str';
    const annotation = declared[name];
    if (annotation && 'values' in annotation) return annotation.values[0] ?? '';
    return VALUES[kind] ?? String(1 + Math.floor(rnd() * 900));
  };
  const parts = raw.map((part) => part.replace(/\{([^}:]*)(?::(\w+))?\}/g, fill));
  return { method: route.methods[0] as string, parts, literal: raw.map((part) => !part.includes('{')) };
}
