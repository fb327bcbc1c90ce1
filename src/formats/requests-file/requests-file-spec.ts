import { RULES } from '../../dialects/text-rules.ts';
import type { FileSpec, KeySpec, Keys, ListSpec, ReportHere, ValueSpec } from '../../dialects/value-spec.ts';
import { isRequestFault, parseRequest } from '../../model/parse-request.ts';
import { OUTCOMES } from '../../model/resolution.ts';
import type { ExpectedAnswer } from '../../whatif/expectation.ts';

const text: ValueSpec = { type: 'text' };
const textOrNull: ValueSpec = { type: 'text', orNull: true };
const number: ValueSpec = { type: 'number' };

/** What may be expected of an answer. */
const EXPECTED = {
  status: { value: { type: 'integer', what: 'status', from: 100, to: 599 }, about: 'The status of the answer.' },
  outcome: { value: { type: 'choice', values: OUTCOMES }, about: 'What becomes of the request.' },
  route: { value: textOrNull, about: 'The full template of the route that answers; null for none.' },
  params: {
    value: {
      type: 'map',
      what: 'parameters by name',
      of: { type: 'either', what: 'text, a number, true or false', text, number, flag: { type: 'flag' } },
    },
    orNull: true,
    about: 'All path parameters, as the handler receives them.',
  },
  location: { value: textOrNull, about: 'Path and query of the redirect; null for none.' },
  allow: { value: textOrNull, about: 'The Allow header; null for none.' },
} as const satisfies Record<keyof ExpectedAnswer, KeySpec>;

export const EXPECTED_KEYS = Object.keys(EXPECTED) as readonly (keyof typeof EXPECTED)[];

const REQUEST_TEXT: ValueSpec = {
  type: 'text',
  what: 'METHOD TARGET',
  rule: {
    code: 'not-a-request',
    expected: 'METHOD TARGET, like GET /users',
    fault(value) {
      const parsed = parseRequest(value);
      return isRequestFault(parsed) ? parsed : null;
    },
  },
};

const KEYS: Keys = {
  name: { value: text, about: 'What the request stands for, for reports.' },
  request: { value: REQUEST_TEXT, about: 'METHOD TARGET, a URL or a pasted curl line.' },
  method: {
    value: { type: 'text', what: 'an HTTP method', rule: RULES.method },
    about: 'The method, beside `path`; GET when absent.',
  },
  path: {
    value: { type: 'text', what: 'a request target like /users?page=2' },
    about: 'The request target, in place of `request`.',
  },
  host: { value: text, about: 'The Host header.' },
  headers: {
    value: { type: 'map', what: 'headers by name', of: { type: 'either', what: 'text', text, number } },
    about: 'Headers by name.',
  },
  ...EXPECTED,
  expect: {
    value: { type: 'keys', what: 'an expectation', keys: EXPECTED },
    about: 'The same as the expectations beside the request, for who likes them apart.',
  },
};

const ENTRY: ValueSpec = {
  type: 'either',
  what: 'a request (METHOD TARGET, or keys)',
  about: 'A request and what is expected of its answer; without that, that a route answers it.',
  text: REQUEST_TEXT,
  mapping: { type: 'keys', what: 'a request', keys: KEYS, check: checkEntry },
};

function checkEntry(entry: Readonly<Record<string, unknown>>, report: ReportHere): void {
  if (entry.request === undefined && entry.path === undefined) {
    const expected = '`request: METHOD TARGET`, or `method` and `path`';
    report([], 'missing-key', 'this entry has no request', { expected });
  }
  for (const key of entry.request === undefined ? [] : ['method', 'path']) {
    if (entry[key] === undefined) continue;
    const hint = 'remove either `request`, or `method` and `path`';
    report([key], 'said-twice', `\`${key}\` repeats a part of \`request\``, { part: 'key', hint });
  }
  const inner = Object(entry.expect) as Readonly<Record<string, unknown>>;
  for (const key of EXPECTED_KEYS) {
    if (entry[key] === undefined || inner[key] === undefined) continue;
    report(['expect', key], 'said-twice', `\`${key}\` is both beside \`expect\` and in it`, { part: 'key' });
  }
}

const LIST: ListSpec = { type: 'list', what: 'a list of requests', of: { type: 'ref', to: 'request' } };

/** What a requests file may hold. */
export const REQUESTS_FILE: FileSpec = {
  title: 'nearmiss requests file',
  about: 'Requests and the answers that are expected of them.',
  root: {
    type: 'either',
    what: 'a list of requests',
    list: LIST,
    mapping: {
      type: 'keys',
      what: 'a requests file',
      keys: {
        requests: {
          value: LIST,
          required: true,
          missing: 'begin each request with `- `, or put `requests:` on a line above the list',
          about: 'The requests.',
        },
      },
    },
  },
  definitions: { request: ENTRY },
};
