import { ANNOTATION_NAMES } from '../model/annotation.ts';
import { quote } from '../model/file-fault.ts';
import { nearest } from '../model/nearest.ts';
import type { TextRule } from './value-spec.ts';

const TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";

/** What other languages and JSON Schema call the same. */
const ALIASES: Readonly<Record<string, string>> = {
  integer: 'int',
  number: 'float',
  string: 'str',
  boolean: 'bool',
  guid: 'uuid',
  'date-time': 'datetime',
  path: 'str',
};
const PLAIN = ANNOTATION_NAMES.filter((name) => !name.includes(':'));

function annotationHint(text: string): string | null {
  const near = nearest(text, [...PLAIN, ...Object.keys(ALIASES)]);
  return near ? `did you mean \`${ALIASES[near] ?? near}\`?` : null;
}

const slashHint = (text: string) => `write ${quote(`/${text}`)}`;

/** Rules for the texts of files that people write, whatever the framework. */
export const RULES = {
  short: {
    pattern: new RegExp(`^${TOKEN}(,${TOKEN})*[ \\t]+\\S`, 'u'),
    code: 'short-form',
    expected: 'METHOD PATH or METHOD,METHOD PATH',
    what: 'a route',
    hint: shortHint,
  },
  method: { pattern: new RegExp(`^${TOKEN}$`, 'u'), code: 'method', expected: 'an HTTP method like GET' },
  annotation: {
    pattern: new RegExp(`^(${PLAIN.join('|')}|(enum|literal):[\\s\\S]+)$`, 'u'),
    code: 'unknown-annotation',
    expected: `one of ${ANNOTATION_NAMES.join(', ')}`,
    hint: annotationHint,
  },
  prefix: {
    pattern: /^(\/[\s\S]*[^/])?$/u,
    code: 'prefix',
    expected: 'a prefix that begins with / and does not end with /',
    hint: (text) =>
      text.startsWith('/')
        ? `write ${quote(text.replace(/\/+$/, ''))}: the paths behind it begin with /`
        : slashHint(text),
  },
  slash: { pattern: /^\//u, code: 'leading-slash', expected: 'a path that begins with /', hint: slashHint },
  slashOrEmpty: {
    pattern: /^(\/|$)/u,
    code: 'leading-slash',
    expected: 'a path that begins with /, or ""',
    hint: slashHint,
  },
  host: {
    pattern: /^[^/]/u,
    code: 'host',
    expected: 'a host like api.example.org, without http:// and path',
    hint: (text) => (text.startsWith('/') ? 'Starlette refuses a host that begins with /' : null),
  },
  filled: { pattern: /[\s\S]/u, code: 'empty-text', expected: 'text that is not empty' },
} as const satisfies Record<string, TextRule>;

/** What to do about a text that isn't a short form. */
function shortHint(value: string): string | null {
  if (value.trim() === '') return null;
  if (/^\s/.test(value)) return 'remove the space before the method';
  if (/^[A-Za-z]+\/\S*$/.test(value)) return `write ${quote(value.replace('/', ' /'))}`;
  if (value.startsWith('/')) return `write ${quote(`GET ${value}`)}`;
  if (/^\S+,\s+\S+\s+\S/.test(value)) return 'no space after the comma between methods';
  return /^\S+\s*$/.test(value)
    ? 'the path is missing; an empty one needs the long form: {path: "", methods: [GET]}'
    : null;
}
