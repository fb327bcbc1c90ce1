import { isRequestFault, parseRequest } from '../../model/parse-request.ts';
import type { Problem } from '../../model/problem.ts';
import { makeRequest, type Request } from '../../model/request.ts';
import type { ExpectedAnswer, RequestEntry } from '../../whatif/expectation.ts';
import { readValidated } from '../validation/read-validated.ts';
import { validateFile } from '../validation/validate-file.ts';
import { EXPECTED_KEYS, REQUESTS_FILE } from './requests-file-spec.ts';

/** An entry of a requests file without faults. */
type EntryShape =
  | string
  | (ExpectedAnswer & {
      readonly name?: string;
      readonly request?: string;
      readonly method?: string;
      readonly path?: string;
      readonly host?: string;
      readonly headers?: Readonly<Record<string, string | number>>;
      /** The same as the expectations beside the request, for who likes them apart. */
      readonly expect?: ExpectedAnswer;
    });

export interface RequestsReading {
  /** Null where there is an error among the problems. */
  readonly entries: readonly RequestEntry[] | null;
  /** All of them, in the order of the text. */
  readonly problems: readonly Problem[];
}

/**
 * Reads a requests file: a list (or a mapping with the list under `requests`) of requests, each with what is expected of
 * its answer. A request is `request: METHOD TARGET` (or whatever else a person pastes), or `method` and `path`; one
 * without any expectation only has to be answered by a route.
 *
 * ```yaml
 * - request: GET /api/users/5
 *   status: 200
 *   route: /api/users/{user_id}
 *   params: {user_id: 5}
 * - GET /health
 * ```
 */
export async function readRequestsFile(text: string, file: string): Promise<RequestsReading> {
  const { value, lineOf, problems } = await readValidated(text, {
    file,
    validate: (found, most, report) => validateFile(found, REQUESTS_FILE, report, most),
    noted: 'all',
    expected: 'a list of requests',
    hint: 'the shortest one: - {request: GET /users, status: 200}',
  });
  if (value === null) return { entries: null, problems };
  const path = Array.isArray(value) ? [] : ['requests'];
  const list = (Array.isArray(value) ? value : (value as { requests: unknown }).requests) as readonly EntryShape[];
  const entries = list.map((shape, i) => toEntry(shape, lineOf([...path, i])));
  return { entries, problems };
}

function toEntry(shape: EntryShape, line: number | null): RequestEntry {
  if (typeof shape === 'string') return { name: null, request: requestOf({ request: shape }), expect: {}, line };
  return { name: shape.name ?? null, request: requestOf(shape), expect: expectOf(shape), line };
}

function requestOf(shape: Exclude<EntryShape, string>): Request {
  const parsed = shape.request === undefined ? null : parseRequest(shape.request);
  const base =
    parsed && !isRequestFault(parsed) ? parsed : makeRequest((shape.method ?? 'GET').toUpperCase(), shape.path ?? '/');
  const headers = Object.entries(shape.headers ?? {}).map(([name, value]) => [name.toLowerCase(), String(value)]);
  return {
    ...base,
    host: shape.host ?? base.host,
    headers: { ...base.headers, ...Object.fromEntries(headers) },
  };
}

function expectOf(shape: Exclude<EntryShape, string>): ExpectedAnswer {
  const said = { ...shape, ...shape.expect };
  return Object.fromEntries(EXPECTED_KEYS.filter((key) => said[key] !== undefined).map((key) => [key, said[key]]));
}
