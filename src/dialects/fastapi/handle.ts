import type { InvalidParam, ParamValue, Resolution } from '../../model/resolution.ts';
import { invalidParams, matched, serverError } from '../answers.ts';
import type { Place } from '../dialect.ts';
import type { Entry } from '../starlette/entry.ts';
import { validateParams } from './validate-params.ts';

/**
 * What an API route does once selected: it validates its parameters. An APIRouter outside every FastAPI application
 * lacks what FastAPI prepares per request, so each of its API routes fails; and where Starlette catches the
 * exceptions in FastAPI's place, a 422 becomes a 500.
 */
export function handlerOf(place: Place, isBroken: boolean) {
  const prepared = place.inside.includes('fastapi');
  const catching = place.inside.findLast((kind) => kind === 'fastapi' || kind === 'starlette');
  return (entry: Entry, params: Record<string, ParamValue>): Resolution => {
    const { registration } = entry;
    const { mounts } = registration.mountContext;
    // The schema goes through all routes, the broken ones as well.
    if (isBroken && registration.kind === 'docs' && registration.name === 'openapi') return serverError(mounts);
    if (registration.kind !== 'route') return matched(registration, params, mounts);
    if (!prepared) return serverError(mounts, registration);
    const invalid = validateParams(entry, params);
    if (invalid.length === 0) return matched(registration, params, mounts);
    if (catching !== 'fastapi' || !canTell(entry, invalid)) return serverError(mounts, registration);
    return invalidParams(registration, 422, params, invalid, mounts);
  };
}

/** A 422 repeats the value that was refused, as JSON, which knows no infinity: `{x:float}` makes one of 400 digits. */
function canTell(entry: Entry, invalid: readonly InvalidParam[]): boolean {
  return !invalid.some(
    ({ param, value }) =>
      value === 'inf' && entry.declared?.some(({ name, convertor }) => name === param && convertor === 'float'),
  );
}
