import type { CompiledApp } from '../../dialects/dialect.ts';
import { DEFAULT_HOST, type Request } from '../../model/request.ts';
import { outside } from './automaton.ts';
import { includes } from './inclusion.ts';
import { hostLanguage } from './language.ts';
import { requestFor, sampleHost, samplePath } from './sample.ts';
import { askedMethods, type Entry, hostOf, type Scope, takes } from './scope.ts';

/** One method of a registration that no request reaches. */
export interface Hidden {
  readonly entry: Entry;
  readonly scope: Scope;
  readonly method: string;
  /** The entries that match all of its requests first: usually one, several where only together they do. */
  readonly by: readonly Entry[];
  /** A request for it that another answers; null for websockets. */
  readonly request: Request | null;
}

/** One method of a registration that no request reaches, and nothing that competes with it is the reason. */
export interface Lost {
  readonly entry: Entry;
  readonly method: string;
  readonly request: Request;
}

/** Most rounds for one route, which is undecided then; real ones need one or two. */
const ROUNDS = 12;

/**
 * What is never reached in a scope. A guess and a proof take turns: a request made from the route itself is resolved; if the
 * route answers, it is reached. Otherwise what answered joins the suspects, and the automata decide whether they take
 * everything that the route could get; if not, they give a request that none of them takes, which is resolved next.
 * So a route is only called unreachable with a proof, and only called reachable with a request that reached it.
 */
export function findHidden(app: CompiledApp, scope: Scope): { hidden: Hidden[]; lost: Lost[] } {
  const hidden: Hidden[] = [];
  const lost: Lost[] = [];
  const byOrder = new Map(scope.entries.map((entry) => [entry.registration.order, entry]));
  const host = hostFor(scope);
  const sockets = scope.entries.filter(({ registration }) => takes(registration, 'WS'));
  for (const entry of scope.entries) {
    for (const method of askedMethods(entry.registration)) {
      if (method === 'WS') hidden.push(...hiddenSocket(scope, entry, sockets));
      else validate(entry, method);
    }
  }
  return { hidden, lost };

  function validate(entry: Entry, method: string): void {
    const { registration } = entry;
    const suspects: Entry[] = [];
    const asHost = registration.kind === 'host' ? sampleHost(hostOf(registration)) : host;
    let path = samplePath(registration);
    if (registration.kind === 'host' || takes(registration, 'WS')) path = below(path);
    for (let round = 0; round < ROUNDS; round++) {
      const request = requestFor(method, path, asHost);
      const answers = answering(entry, request);
      if (answers === entry) return;
      if (!answers || suspects.includes(answers) || !coversHost(answers, entry)) {
        if (!answers && suspects.length === 0) lost.push({ entry, method, request });
        return;
      }
      suspects.push(answers);
      const alone = includes(answers, entry);
      const languages = suspects.map((suspect) => suspect.paths());
      const other = alone ? null : outside(entry.paths(), languages);
      if (other === undefined) return;
      if (other === null) {
        hidden.push({ entry, scope, method, by: alone ? [answers] : suspects, request });
        return;
      }
      path = other;
    }
  }

  /** The entry of this scope that takes the request; null for none. */
  function answering(entry: Entry, request: Request): Entry | null {
    if (app.resolve(request).registration?.order === entry.registration.order) return entry;
    for (const { registration, role } of app.trace(request)) {
      if (role !== 'answers' && role !== 'entered') continue;
      const found = byOrder.get(registration.order);
      if (found) return found;
    }
    return null;
  }
}

/** Whether every host that leads to `entry` leads to `cover` as well. */
function coversHost(cover: Entry, entry: Entry): boolean {
  const covering = cover.hosts();
  return covering === null || outside(entry.hosts() ?? ANY_HOST, [covering]) === null;
}

const ANY_HOST = hostLanguage('{host}');

/** A host that leads into the scope, and past its own host routes where one does. */
function hostFor(scope: Scope): string {
  const [first] = scope.entries;
  const outer = first?.registration.mountContext.hosts.at(-1);
  if (outer !== undefined) return sampleHost(outer);
  const patterns = scope.entries.flatMap((entry) => entry.hosts() ?? []);
  if (patterns.length === 0) return DEFAULT_HOST;
  return outside(ANY_HOST, patterns) || DEFAULT_HOST;
}

/** HTTP requests don't reach websockets, so the earlier sockets and mounts are compared one by one. */
function hiddenSocket(scope: Scope, entry: Entry, sockets: readonly Entry[]): Hidden[] {
  for (const earlier of sockets) {
    if (earlier.registration.order >= entry.registration.order) return [];
    if (!coversHost(earlier, entry)) continue;
    if (outside(entry.paths(), [earlier.paths()]) === null)
      return [{ entry, scope, method: 'WS', by: [earlier], request: null }];
  }
  return [];
}

const below = (path: string) => (path === '/' ? `/zq1` : `${path}/zq1`);
