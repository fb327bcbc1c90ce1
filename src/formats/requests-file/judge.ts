import { describeValue, quote, type Report } from '../../model/file-fault.ts';
import { nearest } from '../../model/nearest.ts';
import { isRequestFault, parseRequest } from '../../model/parse-request.ts';
import type { ExpectedAnswer } from '../../whatif/expectation.ts';
import { isMapping, type Mapping, unknownKeys, wrongType } from '../text/judge-mapping.ts';
import type { KeyPath } from '../text/parsed.ts';

/** An entry of a requests file that `judgeRequests` found nothing against. */
export type EntryShape =
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

export const EXPECTED_KEYS = ['status', 'outcome', 'route', 'params', 'location', 'allow'] as const;
const REQUEST_KEYS = ['name', 'request', 'method', 'path', 'host', 'headers'] as const;
const ENTRY_KEYS: readonly string[] = [...REQUEST_KEYS, ...EXPECTED_KEYS, 'expect'];

const OUTCOMES = [
  'matched',
  'redirect',
  'method-not-allowed',
  'invalid-params',
  'not-found',
  'server-error',
  'bad-request',
];

/** The list of a requests file, and the way to it. */
export function entriesOf(value: unknown): { readonly list: readonly unknown[]; readonly path: KeyPath } {
  if (Array.isArray(value)) return { list: value, path: [] };
  const list = isMapping(value) ? value.requests : null;
  return { list: Array.isArray(list) ? list : [], path: ['requests'] };
}

/** Reports everything in a value that doesn't belong into a requests file. */
export function judgeRequests(value: unknown, report: Report): void {
  if (!Array.isArray(value)) {
    if (!isMapping(value)) {
      wrongType(value, [], 'a list of requests', report);
      return;
    }
    unknownKeys(value, ['requests'], [], 'a requests file', report);
    if (value.requests === undefined || value.requests === null) {
      report([], 'missing-key', 'a requests file needs a list of requests', {
        expected: 'a list, or the key `requests` with a list',
        hint: Object.hasOwn(value, 'request') ? 'begin each request with `- `' : null,
      });
      return;
    }
    if (!Array.isArray(value.requests)) {
      wrongType(value.requests, ['requests'], 'a list of requests', report);
      return;
    }
  }
  const { list, path } = entriesOf(value);
  let left = MOST_KEYS;
  for (const [i, entry] of list.entries()) {
    left -= keysIn(entry) + 1;
    if (left < 0) {
      report([...path, i], 'alias-bomb', 'aliases blow this file up beyond all measure', {
        expected: 'a file that holds what it says, written out',
      });
      return;
    }
    judgeEntry(entry, [...path, i], report);
  }
}

/** Keys in all requests together: aliases can make a small text enormous. */
const MOST_KEYS = 5_000_000;

function keysIn(entry: unknown): number {
  if (!isMapping(entry)) return 0;
  const inner = (value: unknown) => (isMapping(value) ? Object.keys(value).length : 0);
  const expected = isMapping(entry.expect) ? inner(entry.expect) + inner(entry.expect.params) : 0;
  return inner(entry) + inner(entry.headers) + inner(entry.params) + expected;
}

function judgeEntry(entry: unknown, path: KeyPath, report: Report): void {
  if (typeof entry === 'string') {
    judgeRequestText(entry, path, report);
    return;
  }
  if (!isMapping(entry)) {
    wrongType(entry, path, 'a request (METHOD TARGET, or keys)', report);
    return;
  }
  unknownKeys(entry, ENTRY_KEYS, path, 'a request', report);
  judgeRequest(entry, path, report);
  for (const key of ['name', 'host'] as const) {
    if (entry[key] !== undefined && typeof entry[key] !== 'string')
      wrongType(entry[key], [...path, key], 'text', report);
  }
  if (entry.headers !== undefined) judgeHeaders(entry.headers, [...path, 'headers'], report);
  judgeExpected(entry, path, report);
  if (entry.expect === undefined) return;
  const inner = [...path, 'expect'];
  if (!isMapping(entry.expect)) {
    wrongType(entry.expect, inner, 'a mapping of expectations', report);
    return;
  }
  unknownKeys(entry.expect, EXPECTED_KEYS, inner, 'an expectation', report);
  judgeExpected(entry.expect, inner, report);
  for (const key of EXPECTED_KEYS) {
    if (entry[key] === undefined || entry.expect[key] === undefined) continue;
    report([...inner, key], 'said-twice', `\`${key}\` stands beside \`expect\` and in it`, { part: 'key' });
  }
}

function judgeRequest(entry: Mapping, path: KeyPath, report: Report): void {
  const { request, method, path: target } = entry;
  if (request !== undefined) {
    if (typeof request !== 'string') wrongType(request, [...path, 'request'], 'METHOD TARGET', report);
    else judgeRequestText(request, [...path, 'request'], report);
    for (const key of ['method', 'path'] as const) {
      if (entry[key] === undefined) continue;
      report([...path, key], 'said-twice', `\`request\` says the ${key} already`, {
        part: 'key',
        hint: `leave out either \`request\` or \`method\` and \`path\``,
      });
    }
    return;
  }
  if (target === undefined) {
    report(path, 'missing-key', 'this entry says no request', {
      expected: '`request: METHOD TARGET`, or `method` and `path`',
    });
    return;
  }
  if (typeof target !== 'string') wrongType(target, [...path, 'path'], 'a request target like /users?page=2', report);
  if (method === undefined) return;
  if (typeof method !== 'string') wrongType(method, [...path, 'method'], 'an HTTP method', report);
  else if (!TOKEN.test(method)) {
    report([...path, 'method'], 'method', `${quote(method)} is not an HTTP method`, { expected: 'a method like GET' });
  }
}

const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

function judgeRequestText(text: string, path: KeyPath, report: Report): void {
  const parsed = parseRequest(text);
  if (!isRequestFault(parsed)) return;
  report(path, 'not-a-request', parsed.message, { expected: 'METHOD TARGET, like GET /users', hint: parsed.hint });
}

function judgeHeaders(headers: unknown, path: KeyPath, report: Report): void {
  if (!isMapping(headers)) {
    wrongType(headers, path, 'headers by name', report);
    return;
  }
  for (const [name, value] of Object.entries(headers)) {
    if (typeof value === 'string' || typeof value === 'number') continue;
    wrongType(value, [...path, name], 'text', report);
  }
}

function judgeExpected(said: Mapping, path: KeyPath, report: Report): void {
  const { status, outcome, params } = said;
  if (status !== undefined && !(Number.isInteger(status) && Number(status) >= 100 && Number(status) <= 599)) {
    const hint = typeof status === 'string' && /^[1-5]\d\d$/.test(status) ? `write it without quotes: ${status}` : null;
    report([...path, 'status'], 'status', `${describeValue(status)} is not a status`, {
      expected: 'a number from 100 to 599',
      hint,
    });
  }
  if (outcome !== undefined && !OUTCOMES.includes(outcome as string)) {
    const near = typeof outcome === 'string' ? nearest(outcome, OUTCOMES) : null;
    report([...path, 'outcome'], 'unknown-value', `${describeValue(outcome)} is not an outcome`, {
      expected: OUTCOMES.join(', '),
      hint: near ? `did you mean \`${near}\`?` : null,
    });
  }
  for (const key of ['route', 'location', 'allow'] as const) {
    const value = said[key];
    if (value === undefined || value === null || typeof value === 'string') continue;
    wrongType(value, [...path, key], 'text or null', report);
  }
  if (params === undefined || params === null) return;
  if (!isMapping(params)) {
    wrongType(params, [...path, 'params'], 'parameters by name', report);
    return;
  }
  for (const [name, value] of Object.entries(params)) {
    if (['string', 'number', 'boolean'].includes(typeof value)) continue;
    wrongType(value, [...path, 'params', name], 'text, a number, true or false', report);
  }
}
