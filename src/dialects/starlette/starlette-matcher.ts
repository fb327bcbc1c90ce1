import type { Registration } from '../../model/registration.ts';
import type { ParamValue, Resolution, TraceStep } from '../../model/resolution.ts';
import { allowHeader, matched, methodNotAllowed, notFound, redirect, serverError } from '../answers.ts';
import { type AppMatcher, type Asked, NO_PARAMS } from '../app-matcher.ts';
import { type Entry, MOUNT_REST, paramValues, takesMethod } from './entry.ts';
import { hostParams } from './host-route.ts';
import { methodBit } from './method-set.ts';
import { lastParamStart, plannedValues } from './param-plan.ts';
import { locationOf, toggleSlash } from './redirect.ts';
import { mountedRootPath, routePathStart } from './root-path.ts';
import { buildRouteIndex, type RouteIndex } from './route-index.ts';
import type { Found } from './scan.ts';
import type { Site } from './site.ts';

/** The parts of a Starlette application; the last four are FastAPI's additions. */
export interface AppParts {
  /** Where all its routes are registered. */
  readonly site: Site;
  readonly redirectSlashes: boolean;
  /** FastAPI's own `root_path`, which replaces the server's; `''` for none. */
  readonly rootPath: string;
  /** Order of the first entry of an included router that can't be compiled: trying it raises. Absent where there is none. */
  readonly barrier?: number;
  /** What a function route does with a request that it matches; absent where it answers. */
  readonly handle?: (entry: Entry, params: Record<string, ParamValue>) => Resolution;
  /** Tried last, after redirects. */
  readonly lowPriority?: (asked: Asked, steps: TraceStep[] | null) => Resolution | null;
}

/**
 * Answers as starlette/routing.py's Router.app: the first full match, else the first partial one, else the slash
 * redirect, else (FastAPI, fastapi/routing.py APIRouter.app) the low-priority routes, else 404.
 */
export function starletteMatcher(parts: AppParts): AppMatcher {
  const { entries, registry } = parts.site;
  const index = registry.lazy(entries.length, () => buildRouteIndex(entries, parts.barrier));
  return {
    resolve: (asked) => resolveIn(parts, index(), asked),
    trace: (asked, steps) => traceIn(parts, index(), asked, steps),
  };
}

function resolveIn(parts: AppParts, index: RouteIndex, outer: Asked): Resolution {
  const asked = parts.rootPath === '' ? outer : withRootPath(outer, parts.rootPath);
  const { path, start, request } = asked;
  const found = index.find(path, start, request.method, request.host);
  if (found.raised) return serverError(parts.site.mountContext.mounts);
  if (found.full) return deliver(parts, found.full, asked);
  if (found.partial) return refuse(parts, found.partial);
  const toggled = redirectPath(parts, asked, found.slashed);
  if (toggled !== null) {
    const target = redirectTarget(index, asked, toggled);
    if (target.raised) return serverError(parts.site.mountContext.mounts);
    if (target.full) return redirect(locationOf(toggled, request), parts.site.mountContext.mounts);
  }
  return parts.lowPriority?.(asked, null) ?? notFound(parts.site.mountContext.mounts);
}

/**
 * The path with its trailing slash toggled; null where the application doesn't redirect, or where the index knows that nothing
 * matches with a slash (`slashed`, which is valid while the route path starts at the same offset).
 */
function redirectPath({ redirectSlashes }: AppParts, asked: Asked, slashed: boolean): string | null {
  const { path, start, rootPath } = asked;
  const isPointless = path.endsWith('/') ? path.length === start + 1 : !slashed && rootPath.length === start;
  return !redirectSlashes || isPointless ? null : toggleSlash(path, start);
}

/** The route that matches the toggled path, whatever its method. */
function redirectTarget(index: RouteIndex, { rootPath, request }: Asked, toggled: string): Found {
  return index.find(toggled, routePathStart(toggled, rootPath), null, request.host);
}

/** Hands the request to the route selected. */
function deliver(parts: AppParts, entry: Entry, asked: Asked): Resolution {
  const { registration } = entry;
  if (entry.app) return entry.app.resolve(handOver(entry, asked));
  const params = withOwn(asked.params, ownParams(entry, asked));
  if (registration.kind === 'endpoint') {
    const methods = endpointMethods(registration);
    if (!methods.includes(asked.request.method))
      return methodNotAllowed(registration, allowHeader(methods), parts.site.mountContext.mounts);
  }
  return parts.handle?.(entry, params) ?? matched(registration, params, parts.site.mountContext.mounts);
}

/** Methods for which an HTTPEndpoint class looks for a handler (starlette/endpoints.py). */
const HANDLED = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'QUERY'];

/** The methods an endpoint class answers: those with a handler, and HEAD through `get`. It is also its Allow header. */
function endpointMethods(registration: Registration): readonly string[] {
  return [...registration.methods, ...registration.automatic].filter((method) => HANDLED.includes(method));
}

function refuse(parts: AppParts, entry: Entry): Resolution {
  const { methods, automatic } = entry.registration;
  const all = automatic.length === 0 ? methods : [...methods, ...automatic];
  return methodNotAllowed(entry.registration, allowHeader(all), parts.site.mountContext.mounts);
}

/** The request as the mounted application receives it. */
function handOver(entry: Entry, asked: Asked): Asked {
  const { path, start, rootPath, params } = asked;
  const { plan } = entry;
  if (plan && !path.includes('\n')) {
    const end = lastParamStart(plan, path, start) - 1;
    const count = plan.segments.length - 1;
    const own = count === 0 ? null : plannedValues(plan, path, start, count);
    return handedOver(asked, end, own ? withOwn(params, own) : params);
  }
  const own = ownParams(entry, asked);
  if (entry.registration.kind === 'host') return { ...asked, params: withOwn(params, own) };
  const rest = String(own[MOUNT_REST] ?? '');
  delete own[MOUNT_REST];
  const longer = mountedRootPath(path, start, rootPath, rest);
  return withRootPath({ ...asked, params: withOwn(params, own) }, longer);
}

/**
 * The request inside a mount that has consumed the path up to `end`. Where the path starts with `root_path`, it starts with the
 * longer one too: nothing has to be compared then, so that the cost of deep mounts stays linear.
 */
function handedOver({ request, path, start, rootPath }: Asked, end: number, params: Asked['params']): Asked {
  if (rootPath.length === start) return { request, path, rootPath: path.slice(0, end), start: end, params };
  const longer = rootPath + path.slice(start, end);
  return { request, path, rootPath: longer, start: routePathStart(path, longer), params };
}

function withRootPath({ request, path, params }: Asked, rootPath: string): Asked {
  return { request, path, rootPath, start: routePathStart(path, rootPath), params };
}

function ownParams(entry: Entry, { request, path, start }: Asked): Record<string, ParamValue> {
  if (entry.registration.kind === 'host') return hostParams(entry, request.host);
  return paramValues(entry, path, start) ?? {};
}

function withOwn(outer: Asked['params'], own: Record<string, ParamValue>): Record<string, ParamValue> {
  return outer === NO_PARAMS ? own : { ...outer, ...own };
}

/**
 * The trace of one list: first the routes that match the path but not the method, then the route that answers (for a mount, the trace
 * inside it), then later routes that would have answered. Without an answer: the partial matches, or the
 * target of the redirect.
 */
function traceIn(parts: AppParts, index: RouteIndex, outer: Asked, steps: TraceStep[]): void {
  const asked = parts.rootPath === '' ? outer : withRootPath(outer, parts.rootPath);
  const { path, start, request } = asked;
  const bit = methodBit(request.method);
  const barrier = parts.barrier ?? Infinity;
  let answered = false;
  let refused = false;
  for (const entry of index.all(path, start, request.host)) {
    if (!answered && entry.order >= barrier) return;
    const full = takesMethod(entry, request.method, bit);
    if (answered) {
      if (full) shadowedStep(parts, entry, asked, steps);
    } else if (!full) {
      refused = true;
      steps.push({ registration: entry.registration, role: 'partial' });
    } else {
      answered = true;
      if (!entry.app) steps.push({ registration: entry.registration, role: 'answers' });
      else {
        if (!isOpaque(entry)) steps.push({ registration: entry.registration, role: 'entered' });
        entry.app.trace(handOver(entry, asked), steps);
      }
    }
  }
  if (answered || refused || barrier !== Infinity) return;
  const toggled = redirectPath(parts, asked, true);
  const target = toggled === null ? null : redirectTarget(index, asked, toggled);
  if (target?.raised) return;
  if (target?.full) steps.push({ registration: target.full.registration, role: 'redirect-target' });
  else parts.lowPriority?.(asked, steps);
}

function shadowedStep(parts: AppParts, entry: Entry, asked: Asked, steps: TraceStep[]): void {
  const { outcome, registration } = deliver(parts, entry, asked);
  if (outcome === 'matched' && registration) steps.push({ registration, role: 'shadowed' });
}

const isOpaque = (entry: Entry) => entry.registration.kind === 'opaque';
