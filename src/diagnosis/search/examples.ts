import { dialectFor } from '../../dialects/registry.ts';
import type { Annotation } from '../../model/annotation.ts';
import type { Segment, TemplateParam } from '../../model/path-template.ts';
import { annotationOf } from '../../model/registration.ts';
import { encodePath } from '../../whatif/probes.ts';
import { decodeLoosely } from './compare-words.ts';
import { type ValueKind, valueKind } from './param-class.ts';
import type { Target } from './target.ts';

const UUID = '3fa85f64-5717-4562-b3fc-2c963f66afa6';

/** Texts for a segment with parameters, to try in turn: those that its types accept, the most telling one first. At least one. */
export function exampleValues(segment: Segment, { entries: [registration] }: Target): readonly string[] {
  const each = segment.parts.map((part): readonly string[] => {
    if (part.kind === 'literal') return [encodeSegment(part.text)];
    const annotation = annotationOf(registration, part.name);
    const examples = paramExamples(part, annotation);
    const { acceptsText } = dialectFor(registration);
    const accepted = examples.filter((text) => acceptsText({ param: part, annotation }, text));
    // Where none is accepted, another one may pass for all that is known here.
    return accepted.length > 0 ? accepted : examples;
  });
  const longest = Math.max(...each.map((list) => list.length));
  return Array.from({ length: longest }, (_, i) => each.map((list) => list[i % list.length]).join(''));
}

function paramExamples(param: TemplateParam, annotation: Annotation | null): readonly string[] {
  const kind = valueKind(param.convertor, annotation);
  if (annotation && 'values' in annotation && kind === 'enum') return annotation.values.map(encodeSegment);
  if (kind === 'text') return [...namedTexts(param.name, annotation), ...EXAMPLES.text];
  return kind === 'int' || kind === 'float' ? [...numbers(annotation), ...EXAMPLES[kind]] : EXAMPLES[kind];
}

const EXAMPLES: Readonly<Record<ValueKind, readonly string[]>> = {
  int: ['1', '42', '7', '0', '100', '-1'],
  float: ['1', '1.5', '0.5', '42'],
  bool: ['true', 'false'],
  uuid: [UUID, '00000000-0000-4000-8000-000000000001'],
  date: ['2025-01-31'],
  datetime: ['2025-01-31T12:00:00Z', '2025-01-31T12:00:00'],
  enum: [],
  text: 'abc a A ABC 123 0 v1 a-b'.split(' ').concat(UUID, '2025-01-31', 'deadbeef', 'x@example.org'),
};

/** The parameter's own name shows where to put the value; ids look better as a number. */
function namedTexts(name: string, annotation: Annotation | null): readonly string[] {
  const plain = encodeSegment(name.replace(/[^\w-]/g, '')) || 'value';
  const out = /(id|number|num|index)$/i.test(name) ? ['1', plain] : [plain, '1'];
  const { minLength, maxLength } = (annotation?.kind === 'str' && annotation.constraints) || {};
  if (minLength !== undefined) out.push(...['x', '1'].map((letter) => letter.repeat(Math.min(minLength, 2000))));
  if (maxLength !== undefined) out.push(plain.slice(0, Math.max(1, maxLength)));
  return out;
}

function numbers(annotation: Annotation | null): readonly string[] {
  if (annotation?.kind !== 'int' && annotation?.kind !== 'float') return [];
  const limits = annotation.constraints;
  if (!limits) return [];
  const step = limits.multipleOf ?? 1;
  const low = limits.minimum ?? (limits.exclusiveMinimum ?? Number.NaN) + step;
  const high = limits.maximum ?? (limits.exclusiveMaximum ?? Number.NaN) - step;
  const multiples = [Math.ceil(low / step) * step, Number.isNaN(high) ? step : Math.floor(high / step) * step];
  return [low, high, ...multiples].filter(Number.isFinite).map(String);
}

/** Whether a parameter that is a whole segment accepts a value; true where that can't be known here. */
export function isAccepted(segment: Segment, { entries: [registration] }: Target, encoded: string): boolean {
  const [param, ...others] = segment.parts;
  if (param?.kind !== 'param' || others.length > 0) return true;
  const annotation = annotationOf(registration, param.name);
  return dialectFor(registration).acceptsText({ param, annotation }, decodeLoosely(encoded));
}

/** Percent-encodes what a path segment can't carry as such (RFC 3986, 3.3), and nothing else. */
export function encodeSegment(text: string): string {
  return encodePath(text).replaceAll('/', '%2F');
}
