/** Text that has to look a certain way, said as a pattern and in words. */
export interface TextRule {
  /** ECMA-262 without flags but `u`, as JSON Schema has it. */
  readonly pattern: RegExp;
  readonly code: string;
  readonly expected: string;
}

const TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";

/** The rules of the table in keys.ts. */
export const RULES = {
  short: {
    pattern: new RegExp(`^${TOKEN}(,${TOKEN})*[ \\t]+\\S`, 'u'),
    code: 'short-form',
    expected: 'METHOD PATH or METHOD,METHOD PATH',
  },
  method: { pattern: new RegExp(`^${TOKEN}$`, 'u'), code: 'method', expected: 'an HTTP method like GET' },
  annotation: {
    pattern: /^(int|float|bool|str|uuid|date|datetime|decimal|(enum|literal):[\s\S]+)$/u,
    code: 'unknown-annotation',
    expected: 'one of int, float, bool, str, uuid, date, datetime, decimal, enum:a,b, literal:a,b',
  },
  prefix: {
    pattern: /^(\/[\s\S]*[^/])?$/u,
    code: 'prefix',
    expected: 'a prefix that begins with / and does not end with /',
  },
  slash: { pattern: /^\//u, code: 'leading-slash', expected: 'a path that begins with /' },
  slashOrEmpty: { pattern: /^(\/|$)/u, code: 'leading-slash', expected: 'a path that begins with /, or ""' },
  host: { pattern: /^[^/]/u, code: 'host', expected: 'a host like api.example.org, without http:// and path' },
  filled: { pattern: /[\s\S]/u, code: 'empty-text', expected: 'text that is not empty' },
} as const satisfies Record<string, TextRule>;
