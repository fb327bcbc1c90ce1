import { quote } from '../text/plain-values.ts';
import { type Draft, type Where, warning } from './draft-problems.ts';

/** A key of `paths`, read. */
export interface PathKey {
  /** As the tree keeps it: with a leading slash and without spaces around it. */
  readonly path: string;
  /** Names between braces, in order. */
  readonly templates: readonly string[];
}

/** Longer keys are no paths but an attack on whoever prints them. */
const MAX_PATH = 8192;

/** Reads a path as documents in the wild write them, and says what is odd about it. Null where it can't be used. */
export function readPathKey(key: string, where: Where, drafts: Draft[]): PathKey | null {
  const say = (code: string, what: string, hint?: string): void => {
    drafts.push(warning(code, `Path ${quote(key)} ${what}`, where, hint === undefined ? {} : { hint }));
  };
  if (key.length > MAX_PATH) {
    say('path-too-long', `has ${key.length} characters, more than ${MAX_PATH}, so it was left out`);
    return null;
  }
  const path = PLAIN.test(key) ? key : mended(key, say);
  return { path, templates: templatesOf(path, say) };
}

function mended(key: string, say: Say): string {
  let path = key;
  if (/^\s|\s$/.test(path)) {
    path = path.trim();
    say('space-around-path', 'has spaces around it; they were left out', `write ${quote(path)}`);
  }
  if (!path.startsWith('/')) {
    path = `/${path}`;
    say('no-leading-slash', "doesn't begin with a slash; it was read as if it did", `write ${quote(path)}`);
  }
  checkOddities(path, say);
  return path;
}

type Say = (code: string, what: string, hint?: string) => void;

// biome-ignore lint/suspicious/noControlCharactersInRegex: a path with control characters is what this looks for
const CONTROL = /[\u0000-\u001f\u007f-\u00a0\u2000-\u200f\u2028-\u202f\u2066-\u2069\u3000\ufeff]/;

/** A path with nothing odd about it, as nearly all are. */
const PLAIN = /^\/(?:[\w/.~@$+-]|\{[\w.~@$+-]+\})*$/;

function checkOddities(path: string, say: Say): void {
  const outside = path.replace(/\{[^{}]*\}/g, 'x');
  if (/[?#]/.test(outside)) {
    say('query-in-path', 'holds a query or a fragment, which is no part of a path: servers only see what is before it');
  }
  if (/[{}]/.test(outside)) say('stray-brace', 'has a brace without its partner; it is taken literally');
  if (/\/:[A-Za-z_]/.test(outside))
    say('colon-parameter', 'writes parameters as ":name", which OpenAPI takes literally', 'write "{name}"');
  if (/<[^<>]+>/.test(outside))
    say('angle-parameter', 'writes parameters as "<name>", which OpenAPI takes literally', 'write "{name}"');
  if (/\(.*[*+?].*\)|\.\*|\[[^\]]+\]|\*/.test(outside))
    say('regex-in-path', 'looks like a pattern, which OpenAPI takes literally');
  if (/ /.test(path)) say('space-in-path', 'holds spaces; a request must send them as %20');
  if (CONTROL.test(path)) say('control-in-path', 'holds invisible or control characters');
}

function templatesOf(path: string, say: Say): readonly string[] {
  if (!path.includes('{')) return NONE;
  const names: string[] = [];
  for (let close = path.indexOf('}'); close >= 0; close = path.indexOf('}', close + 1)) {
    const open = path.lastIndexOf('{', close);
    const name = path.slice(open + 1, close);
    if (open < 0 || name.includes('}')) continue;
    if (name === '') say('empty-template', 'has an empty "{}"; it is taken as a parameter without a name');
    else if (names.includes(name)) say('duplicate-template', `has {${name}} twice`, 'give each its own name');
    else names.push(name);
    if (/[:*?()[\]\\^+]/.test(name)) {
      say('pattern-in-template', `has {${name}}; OpenAPI knows no patterns or convertors there`);
    }
  }
  return names;
}

const NONE: readonly string[] = [];

/** Two templates that differ only in the names of their parameters can't both be answered. */
export function shapeOf(path: string): string {
  return path.includes('{') ? path.replace(/\{[^{}]*\}/g, '{}') : path;
}
