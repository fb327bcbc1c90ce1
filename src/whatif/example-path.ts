import { hostParts } from '../dialects/index.ts';
import { dialectFor } from '../dialects/registry.ts';
import type { Annotation, NumberConstraints, TextConstraints } from '../model/annotation.ts';
import type { SegmentPart, TemplateParam } from '../model/path-template.ts';
import { searches } from '../model/pattern-machine.ts';
import { annotationOf, type Registration } from '../model/registration.ts';

/**
 * Which value a parameter gets in an example: `fitting` is what convertor and annotation both take, `other` what a
 * stricter or looser declaration would treat differently (a word where a number is asked for).
 */
export type ExampleKind = 'fitting' | 'other';

/** The parts of a registration's full path; slashes are inside the literals. */
export function partsOf(registration: Registration): readonly SegmentPart[] {
  const { paths } = dialectFor(registration);
  return paths.parts(paths.matched(registration.path));
}

/** A path, not yet percent-encoded, that the registration's own pattern takes. */
export function examplePath(registration: Registration, kind: ExampleKind = 'fitting'): string {
  let path = '';
  for (const part of partsOf(registration)) {
    if (part.kind === 'literal') path += part.text;
    else path += exampleValue(registration, part, kind);
  }
  return path;
}

/** A host that the innermost host pattern takes; null where any host will do. */
export function exampleHost(registration: Registration): string | null {
  const own = registration.node?.kind === 'host' ? registration.node.host : registration.mountContext.hosts.at(-1);
  if (own === undefined) return null;
  const parts = hostParts(own).map((part) =>
    part.kind === 'literal' ? part.text : part.convertor === 'str' ? part.name : valueFor(part, null, 'fitting'),
  );
  return parts.join('');
}

const UUID = '3fa85f64-5717-4562-b3fc-2c963f66afa6';
const WORD = 'example';

/** A value of a parameter, not percent-encoded. */
export function exampleValue(registration: Registration, param: TemplateParam, kind: ExampleKind = 'fitting'): string {
  const value = valueFor(param, annotationOf(registration, param.name), kind);
  // Between two literals of one segment a slash can't pass; only a path convertor takes one.
  return param.convertor === 'path' ? value : value.replaceAll('/', '-');
}

function valueFor({ name, convertor }: TemplateParam, annotation: Annotation | null, kind: ExampleKind): string {
  const fitting = annotated(annotation);
  switch (convertor) {
    case 'int':
      if (kind === 'other') return WORD;
      return fitting !== null && /^[0-9]+$/.test(fitting) ? fitting : '1';
    case 'float':
      if (kind === 'other') return WORD;
      return fitting !== null && /^[0-9]+(\.[0-9]+)?$/.test(fitting) ? fitting : '1.5';
    case 'uuid':
      return kind === 'other' ? WORD : UUID;
    case 'path':
      return kind === 'other' ? WORD : (fitting ?? 'some/path');
    case 'str':
      return looseValue(name, fitting, kind);
  }
}

/** A text parameter's value: names that end in "id" mostly hold numbers. */
function looseValue(name: string, fitting: string | null, kind: ExampleKind): string {
  const own = fitting ?? (/(?:^|[^a-z])(?:id|no|num|number|page|year|index)$|Id$/i.test(name) ? '1' : WORD);
  if (kind === 'fitting') return own;
  return own === WORD ? '1' : WORD;
}

/** A value that an annotation takes; null where it takes any text. */
function annotated(annotation: Annotation | null): string | null {
  switch (annotation?.kind) {
    case undefined:
      return null;
    case 'int':
    case 'float': {
      if (annotation.kind === 'float' && annotation.constraints === undefined) return '1.5';
      return String(numberWithin(annotation.constraints ?? {}, annotation.kind === 'int'));
    }
    case 'str':
      return textWithin(annotation.constraints);
    case 'bool':
      return 'true';
    case 'uuid':
      return UUID;
    case 'date':
      return '2024-01-31';
    case 'datetime':
      return '2024-01-31T12:00:00Z';
    case 'decimal':
      return '1.5';
    case 'enum':
    case 'literal':
      return annotation.values.find((value) => value !== '' && !value.includes('/')) ?? annotation.values[0] ?? WORD;
  }
}

/** The first of some likely numbers that keeps within the limits; where none does, the lower end of them. */
function numberWithin(limits: NumberConstraints, whole: boolean): number {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = limits;
  const low = Math.max(minimum ?? -Infinity, exclusiveMinimum ?? -Infinity);
  const high = Math.min(maximum ?? Infinity, exclusiveMaximum ?? Infinity);
  const ends = [low, high, low + 1, high - 1, (low + high) / 2].filter(Number.isFinite);
  const step = multipleOf !== undefined && multipleOf > 0 ? multipleOf : null;
  const steps = step === null ? [] : [low, 1].filter(Number.isFinite).map((from) => Math.ceil(from / step) * step);
  const likely = [1, ...ends, ...steps, ...steps.map((value) => value + (step ?? 0))];
  const fits = (value: number) =>
    (!whole || Number.isInteger(value)) &&
    !(value < (minimum ?? -Infinity) || value > (maximum ?? Infinity)) &&
    !(value <= (exclusiveMinimum ?? -Infinity) || value >= (exclusiveMaximum ?? Infinity)) &&
    (step === null || Number.isInteger(value / step));
  return likely.find(fits) ?? (Number.isFinite(low) ? Math.ceil(low) : 1);
}

/** Texts that the usual patterns of identifiers, codes and slugs take. */
const TEXTS = [WORD, 'a', 'A', '1', 'ab', 'AB', '12', 'abc', 'ABC', '123', 'a1', 'A1', '1234', 'a-b', 'a_b', 'v1'];

function textWithin(limits: TextConstraints = {}): string | null {
  const { minLength = 0, maxLength = Infinity, pattern } = limits;
  const cut = (text: string) => text.slice(0, Math.max(1, maxLength)).padEnd(Math.min(minLength, 1000), 'x');
  if (pattern === undefined) return minLength === 0 && maxLength === Infinity ? null : cut(WORD);
  return TEXTS.find((text) => text === cut(text) && searches(limits, pattern, text)) ?? cut(WORD);
}
