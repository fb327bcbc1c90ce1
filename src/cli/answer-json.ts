import type { Diagnosis, NearMiss } from '../diagnosis/near-miss.ts';
import { safeJson } from './safe-json.ts';

/** Text that stands in JSON as it is, between quotes. */
const PLAIN = /^[ !#-[\]-~]*$/;

const text = (value: string | null) => (value !== null && PLAIN.test(value) ? `"${value}"` : safeJson(value));
const list = <T>(items: readonly T[], shape: (item: T) => object) =>
  items.length === 0 ? '[]' : safeJson(items.map(shape));

/**
 * The answer of `explain --json` as one line. Put together by hand, since over a stream of requests making an object of it
 * and stringifying that takes longer than finding the answer.
 */
export function answerLine({
  request,
  resolution,
  shadowed,
  misses,
  notes = [],
}: Pick<Diagnosis, 'request' | 'resolution' | 'shadowed' | 'misses'> & {
  readonly notes?: Diagnosis['notes'];
}): string {
  const { status, outcome, route, params, location, allow, invalid } = resolution;
  return (
    `{"method":${text(request.method)},"path":${text(request.path)},"status":${status},"outcome":"${outcome}",` +
    `"route":${text(route)},"params":${params === null ? 'null' : safeJson(params)},` +
    `"location":${text(location)},"allow":${text(allow)},` +
    `"invalid":${list(invalid, ({ param, expected, value }) => ({ param, expected, value }))},` +
    `"shadowed":${list(shadowed, ({ method, registration }) => ({ method, route: registration.path }))},` +
    `"misses":${list(misses, (one) => miss(one, request.host))}${notes.length === 0 ? '' : `,"notes":${safeJson(notes)}`}}`
  );
}

/** The host is said where the corrected request needs another one. */
function miss({ method, route, path, request, cost, causes, edit }: NearMiss, host: string) {
  return {
    method,
    route,
    path,
    ...(request.host === host ? {} : { host: request.host }),
    cost,
    causes: causes.map(({ kind, segment, detail }) => ({ kind, segment, detail })),
    ...(edit === null ? {} : { edit: edit.words }),
  };
}

/** The answer to a line that is no request, in the place where its answer belongs. */
export function badRequestLine(error: string): string {
  return safeJson({
    method: null,
    path: null,
    status: 400,
    outcome: 'bad-request',
    route: null,
    params: null,
    location: null,
    allow: null,
    invalid: [],
    shadowed: [],
    misses: [],
    error,
  });
}
