import { PARAM } from './path-syntax.ts';

/** A parameter of a path as Starlette finds it (starlette/routing.py, PARAM_REGEX). */
export interface TemplateName {
  readonly name: string;
  /** As written; `str` where none is. */
  readonly convertor: string;
  readonly start: number;
  readonly length: number;
}

/** The parameters of a template, in order. Braces that hold anything else are literal text to Starlette. */
export function templateParams(template: string): TemplateName[] {
  if (!template.includes('{')) return [];
  return [...template.matchAll(PARAM)].map((match) => ({
    name: match[1] ?? '',
    convertor: match[2] ?? 'str',
    start: match.index,
    length: match[0].length,
  }));
}

/** Brace expressions that look like a parameter and aren't: `{user-id}`, `{}`, `{id:}`. */
export function literalBraces(template: string): { readonly text: string; readonly start: number }[] {
  if (!template.includes('{')) return [];
  const blanked = template.replace(PARAM, (found) => ' '.repeat(found.length));
  return [...blanked.matchAll(/\{[^{}/]*\}/g)].map((match) => ({ text: match[0], start: match.index }));
}
