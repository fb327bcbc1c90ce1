import fc from 'fast-check';

/** Characters with a meaning to YAML, JSON, path syntaxes, shells, URLs and terminals, and words of the formats. */
const PIECES = [
  ...'{}[]:,"\'\\\n\r\t &*!|>%@`#?-/~^$.=<;',
  ...['\0', '\x07', '\x1b[31m', '\x1b]0;t\x07', '\x1b]52;c;eA==\x07', '\x1bP1$r\x1b\\', '\x9b31m', '\x9d0;t\x9c', '\x7f'],
  ...['\u200b', '\u202e', '\u2066', '\ufeff', '\u2028', '\ud800', '\udc00', '\uffff', '\u{e0041}', 'Z\u0301\u0301\u0301\u0301\u0301'],
  ...['é', '書', '🦊', '👩‍👩‍👧', '\u05d0', 'ﬁ', 'İ', 'ß'],
  ...['&a ', '*a', '<<: *a', '!!binary ', '!!set ', '? ', '- ', '---\n', '...\n', '%YAML 1.2\n', '|\n', '>-\n', '# x\n', '{{', '}}'],
  ...['openapi: 3.1.0\n', 'swagger: "2.0"\n', 'paths:\n', 'routes:\n', 'routers:\n', 'edits:\n', '  - GET /a\n', '  - include: a\n'],
  ...['/users', '/{id}', '/{id:int}', '/{p:path}', '{a}{b}', '/{', '}', '//', '/../', '/./', '%2F', '%', '%zz', '%C3%A9', '?q=1', '#f'],
  ...['GET ', 'get', 'POST ', 'HEAD ', 'curl ', '-X ', '-H ', "'", ' HTTP/1.1', 'http://', 'https://h:1/', 'ws://', '[::1]', '@'],
  ...['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'null', 'true', '1e999', '-0', '0x10', 'NaN', '~'],
]; // biome-ignore format: a table reads better packed

/** Short texts from anywhere, half of them made of what means something to somebody. */
export const text: fc.Arbitrary<string> = fc.oneof(
  fc.array(fc.constantFrom(...PIECES), { maxLength: 6 }).map((pieces) => pieces.join('')),
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
);

/** Long texts of the same kind. */
export const longText: fc.Arbitrary<string> = fc
  .array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: 'grapheme-ascii', maxLength: 4 })), { maxLength: 120 })
  .map((pieces) => pieces.join(''));

/** A text with pieces cut out, put in, doubled or moved. */
export function damaged(source: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const cut = fc.record({ at: fc.nat(), length: fc.nat(30), put: text, again: fc.boolean() });
  return fc.tuple(source, fc.array(cut, { maxLength: 3 })).map(([whole, cuts]) =>
    cuts.reduce((left, { at, length, put, again }) => {
      const start = at % (left.length + 1);
      const piece = left.slice(start, start + length);
      return left.slice(0, start) + put + (again ? piece + piece : '') + left.slice(start + length);
    }, whole),
  );
}

const METHODS = [
  'GET',
  'POST',
  'PUT',
  'PATCH',
  'DELETE',
  'HEAD',
  'OPTIONS',
  'TRACE',
  'get',
  'PROPFIND',
  'CONNECT',
  '*',
];
const segment = fc.oneof(
  fc.constantFrom(
    'users',
    'user',
    'me',
    'api',
    'v1',
    'orders',
    '42',
    '',
    '..',
    '%2e',
    'a.b',
    'x;y',
    '1e5',
    'true',
    '%00',
    '🦊',
  ),
  text.map((one) => one.replace(/[/\s]/g, '')),
);
const target = fc
  .tuple(fc.array(segment, { maxLength: 6 }), fc.constantFrom('', '/', '?q=1', '#x', '?'))
  .map(([segments, end]) => `/${segments.join('/')}${end}`);

/** What somebody may type or paste as a request. */
export const requestText: fc.Arbitrary<string> = fc.oneof(
  fc.tuple(fc.constantFrom(...METHODS), target).map(([method, path]) => `${method} ${path}`),
  target,
  target.map((path) => `https://user:pw@example.org:8080${path}`),
  fc
    .tuple(fc.constantFrom(...METHODS), target, text)
    .map(([method, path, body]) => `curl -sS -X ${method} -H 'Host: ${body}' -d "${body}" 'http://h${path}' --json`),
  fc
    .tuple(fc.constantFrom(...METHODS), target)
    .map(([method, path]) => `1.2.3.4 - - [10/Oct/2000:13:55:36 -0700] "${method} ${path} HTTP/1.1" 404 12 "-" "x"`),
  fc
    .tuple(fc.constantFrom(...METHODS), target, text)
    .map(([method, path, value]) => `${method} ${path} HTTP/1.1\r\nHost: ${value}\r\nAccept: ${value}\r\n\r\n${value}`),
  text,
  longText,
);
