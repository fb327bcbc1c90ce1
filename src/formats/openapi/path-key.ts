import { quote } from '../text/plain-values.ts';
import { type Draft, type Where, warning } from './draft-problems.ts';

/** A key of `paths`, read. */
export interface PathKey {
  /** As the tree keeps it: with a leading slash and without spaces around it. */
  readonly path: string;
  /** Names between braces, in order. */
  readonly templates: readonly string[];
}

/** Longer keys aren't paths: they would flood the screen. */
const MAX_PATH = 8192;

/** Reads a path as real documents write it, with a warning for whatever is odd. Null where it can't be used. */
export function readPathKey(key: string, where: Where, drafts: Draft[]): PathKey | null {
  const warn = (code: string, what: string, hint?: string): void => {
    drafts.push(warning(code, `Path ${quote(key)} ${what}`, where, hint === undefined ? {} : { hint }));
  };
  if (key.length > MAX_PATH) {
    warn('path-too-long', `has ${key.length} characters, more than ${MAX_PATH}, so it was left out`);
    return null;
  }
  const path = PLAIN.test(key) ? key : repaired(key, warn);
  return { path, templates: templatesOf(path, warn) };
}

function repaired(key: string, warn: Warn): string {
  let path = key;
  if (/^\s|\s$/.test(path)) {
    path = path.trim();
    warn('space-around-path', 'has spaces around it; they were left out', `write ${quote(path)}`);
  }
  if (!path.startsWith('/')) {
    path = `/${path}`;
    warn('no-leading-slash', "doesn't begin with a slash; it was read as if it did", `write ${quote(path)}`);
  }
  checkOddities(path, warn);
  return path;
}

type Warn = (code: string, what: string, hint?: string) => void;

// biome-ignore lint/suspicious/noControlCharactersInRegex: a path with control characters is what this looks for
const CONTROL = /[\u0000-\u001f\u007f-\u00a0\u2000-\u200f\u2028-\u202f\u2066-\u2069\u3000\ufeff]/;

/** A path with nothing odd about it, as nearly all are. */
const PLAIN = /^\/(?:[\w/.~@$+-]|\{[\w.~@$+-]+\})*$/;

function checkOddities(path: string, warn: Warn): void {
  const outside = path.replace(/\{[^{}]*\}/g, 'x');
  if (/[?#]/.test(outside)) {
    warn(
      'query-in-path',
      'contains a query or fragment, which is not part of a path: servers match only what is before it',
    );
  }
  if (/[{}]/.test(outside)) warn('stray-brace', 'has an unmatched brace; it is taken literally');
  if (/\/:[A-Za-z_]/.test(outside))
    warn('colon-parameter', 'writes parameters as ":name", which OpenAPI takes literally', 'write "{name}"');
  if (/<[^<>]+>/.test(outside))
    warn('angle-parameter', 'writes parameters as "<name>", which OpenAPI takes literally', 'write "{name}"');
  if (/\(.*[*+?].*\)|\.\*|\[[^\]]+\]|\*/.test(outside))
    warn('regex-in-path', 'looks like a pattern, which OpenAPI takes literally');
  if (/ /.test(path)) warn('space-in-path', 'contains spaces; a request must send them as %20');
  if (CONTROL.test(path)) warn('control-in-path', 'contains invisible or control characters');
}

function templatesOf(path: string, warn: Warn): readonly string[] {
  if (!path.includes('{')) return NONE;
  const names: string[] = [];
  for (let close = path.indexOf('}'); close >= 0; close = path.indexOf('}', close + 1)) {
    const open = path.lastIndexOf('{', close);
    const name = path.slice(open + 1, close);
    if (open < 0 || name.includes('}')) continue;
    if (name === '') warn('empty-template', 'has an empty "{}"; it is taken as a parameter without a name');
    else if (names.includes(name)) warn('duplicate-template', `has {${name}} twice`, 'give each its own name');
    else names.push(name);
    if (/[:*?()[\]\\^+]/.test(name)) {
      warn('pattern-in-template', `has {${name}}; OpenAPI has no patterns or convertors there`);
    }
  }
  return names;
}

const NONE: readonly string[] = [];

/** Two templates that differ only in the names of their parameters can't both be answered. */
export function shapeOf(path: string): string {
  return path.includes('{') ? path.replace(/\{[^{}]*\}/g, '{}') : path;
}
