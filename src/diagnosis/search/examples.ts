import { acceptsValue } from '../../dialects/index.ts';
import type { Annotation } from '../../model/annotation.ts';
import type { Segment, TemplateParam } from '../../model/path-template.ts';
import { decodeLoosely } from './compare-words.ts';
import { valueKind } from './param-class.ts';
import type { Target } from './target.ts';

/** Values to try in turn, at least one. */
export type Examples = readonly string[];

const UUID = '3fa85f64-5717-4562-b3fc-2c963f66afa6';

/** Texts for a segment with parameters that its types accept, the most telling one first. */
export function exampleValues(segment: Segment, target: Target): Examples {
  const [registration] = target.entries;
  const node = registration?.node;
  const annotations = node?.kind === 'route' ? node.params : {};
  const each = segment.parts.map((part): readonly string[] => {
    if (part.kind === 'literal') return [encodeSegment(part.text)];
    const annotation = Object.hasOwn(annotations, part.name) ? (annotations[part.name] ?? null) : null;
    const examples = paramExamples(part, annotation);
    // Those that are accepted first; where none is, another one may pass for all that is known here.
    const accepted = registration
      ? examples.filter((text) => acceptsValue(registration, { param: part, annotation }, text))
      : [];
    return accepted.length > 0 ? accepted : examples;
  });
  const longest = Math.max(...each.map((list) => list.length));
  return Array.from({ length: longest }, (_, i) => each.map((list) => list[i % list.length]).join(''));
}

function paramExamples(param: TemplateParam, annotation: Annotation | null): readonly string[] {
  const kind = valueKind(param.convertor, annotation);
  switch (kind) {
    case 'int':
      return [...numbers(annotation), '1', '42', '7', '0', '100', '-1'];
    case 'float':
      return [...numbers(annotation), '1', '1.5', '0.5', '42'];
    case 'bool':
      return ['true', 'false'];
    case 'uuid':
      return [UUID, '00000000-0000-4000-8000-000000000001'];
    case 'date':
      return ['2025-01-31'];
    case 'datetime':
      return ['2025-01-31T12:00:00Z', '2025-01-31T12:00:00'];
    case 'enum':
      return annotation && 'values' in annotation ? annotation.values.map(encodeSegment) : ['value'];
    case 'text':
      return texts(param.name, annotation);
  }
}

/** The parameter's own name shows where to put the value; ids look better as a number. */
function texts(name: string, annotation: Annotation | null): readonly string[] {
  const plain = encodeSegment(name.replace(/[^\w-]/g, '')) || 'value';
  const out = /(id|number|num|index)$/i.test(name) ? ['1', plain] : [plain, '1'];
  const limits = annotation?.kind === 'str' ? annotation.constraints : undefined;
  const sized =
    limits?.minLength === undefined
      ? []
      : ['x'.repeat(Math.min(limits.minLength, 2000)), '1'.repeat(Math.min(limits.minLength, 2000))];
  const cut = limits?.maxLength === undefined ? [] : [plain.slice(0, Math.max(1, limits.maxLength))];
  return [
    ...out,
    ...sized,
    ...cut,
    'abc',
    'a',
    'A',
    'ABC',
    '123',
    '0',
    'v1',
    'a-b',
    UUID,
    '2025-01-31',
    'deadbeef',
    'x@example.org',
  ];
}

function numbers(annotation: Annotation | null): readonly string[] {
  if (annotation?.kind !== 'int' && annotation?.kind !== 'float') return [];
  const limits = annotation.constraints;
  if (!limits) return [];
  const step = limits.multipleOf ?? 1;
  const low = limits.minimum ?? (limits.exclusiveMinimum === undefined ? undefined : limits.exclusiveMinimum + step);
  const high = limits.maximum ?? (limits.exclusiveMaximum === undefined ? undefined : limits.exclusiveMaximum - step);
  const found = [
    low,
    high,
    low === undefined ? undefined : Math.ceil(low / step) * step,
    high === undefined ? step : Math.floor(high / step) * step,
  ];
  return found.filter((n): n is number => n !== undefined && Number.isFinite(n)).map(String);
}

/** Whether a parameter that is a whole segment accepts a value; true where that can't be known here. */
export function isAccepted(segment: Segment, target: Target, encoded: string): boolean {
  const [registration] = target.entries;
  const [param] = segment.parts;
  if (segment.parts.length !== 1 || param?.kind !== 'param' || !registration) return true;
  const node = registration.node;
  const annotation =
    node?.kind === 'route' && Object.hasOwn(node.params, param.name) ? (node.params[param.name] ?? null) : null;
  return acceptsValue(registration, { param, annotation }, decodeLoosely(encoded));
}

/** Percent-encodes what a path segment can't carry as such (RFC 3986, 3.3), and nothing else. */
export function encodeSegment(text: string): string {
  let out = '';
  for (const c of text) {
    if (/[A-Za-z0-9\-._~!$&'()*+,;=:@]/.test(c)) out += c;
    else out += encodeOne(c);
  }
  return out;
}

function encodeOne(c: string): string {
  // A lone surrogate has no UTF-8; nothing decodes to it either.
  return /^[\ud800-\udfff]$/.test(c) ? '%EF%BF%BD' : encodeURIComponent(c);
}
