/** Text that has to look a certain way, said as a pattern and in words. */
export interface TextRule {
  readonly pattern: string;
  readonly code: string;
  readonly expected: string;
}

const TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";

/** The rules of the table in keys.ts; patterns are ECMA-262 with the `u` flag, as JSON Schema has them. */
export const RULES = {
  short: {
    pattern: `^${TOKEN}(,${TOKEN})*[ \\t]+\\S`,
    code: 'short-form',
    expected: 'METHOD PATH or METHOD,METHOD PATH',
  },
  method: { pattern: `^${TOKEN}$`, code: 'method', expected: 'an HTTP method like GET' },
  annotation: {
    pattern: '^(int|float|bool|str|uuid|date|datetime|decimal|(enum|literal):[\\s\\S]+)$',
    code: 'unknown-annotation',
    expected: 'one of int, float, bool, str, uuid, date, datetime, decimal, enum:a,b, literal:a,b',
  },
  prefix: {
    pattern: '^(/[\\s\\S]*[^/])?$',
    code: 'prefix',
    expected: 'a prefix that begins with / and does not end with /',
  },
  slash: { pattern: '^/', code: 'leading-slash', expected: 'a path that begins with /' },
  slashOrEmpty: { pattern: '^(/|$)', code: 'leading-slash', expected: 'a path that begins with /, or ""' },
  host: { pattern: '^[^/]', code: 'host', expected: 'a host like api.example.org, without http:// and path' },
  filled: { pattern: '[\\s\\S]', code: 'empty-text', expected: 'text that is not empty' },
} as const satisfies Record<string, TextRule>;
