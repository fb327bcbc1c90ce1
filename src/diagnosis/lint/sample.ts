import { hostParts } from '../../dialects/index.ts';
import type { Annotation } from '../../model/annotation.ts';
import type { SegmentPart } from '../../model/path-template.ts';
import type { Registration } from '../../model/registration.ts';
import { DEFAULT_HOST, makeRequest, type Request } from '../../model/request.ts';
import { encodePath } from '../../whatif/probes.ts';
import { segmentsOf } from './registration-segments.ts';

/** A value unlikely to be anybody's literal segment. */
const WORD = 'zq1';

/** Values to use for some parameters. */
type Given = Readonly<Record<string, string>>;

/** A path that the registration matches, with values that its annotations accept where that is possible; decoded. */
export function samplePath(registration: Registration, word = WORD, given: Given = {}): string {
  const { path, node } = registration;
  const params = node?.kind === 'route' ? node.params : {};
  const segments = segmentsOf(registration);
  if (segments.length === 0) return path;
  const textOf = (part: SegmentPart) =>
    part.kind === 'param' && Object.hasOwn(given, part.name) ? given[part.name] : partText(part, params, word);
  const text = segments.map((segment) => segment.parts.map(textOf).join('')).join('/');
  return path.startsWith('/') ? `/${text}` : text;
}

function partText(part: SegmentPart, params: Readonly<Record<string, Annotation>>, word: string): string {
  if (part.kind === 'literal') return part.text;
  const annotation = Object.hasOwn(params, part.name) ? (params[part.name] ?? null) : null;
  return sampleValues(part.convertor, annotation, word)[0] ?? word;
}

const UUID = '3f2b9c64-5d1e-4a7b-8c90-1e2d3f4a5b6c';

/** Values that the convertor takes, those that the annotation accepts first. */
export function sampleValues(convertor: string, annotation: Annotation | null, word = WORD): readonly string[] {
  switch (convertor) {
    case 'int':
      return annotation && 'values' in annotation ? digits(annotation.values, ['41', '1', '0']) : ['41', '1', '0'];
    case 'float':
      return ['41.5', '41', '1', '0'];
    case 'uuid':
      return [UUID];
    default:
      return annotationValues(annotation, word);
  }
}

const digits = (values: readonly string[], others: readonly string[]) => [
  ...values.filter((value) => /^[0-9]+$/.test(value)),
  ...others,
];

function annotationValues(annotation: Annotation | null, word: string): readonly string[] {
  switch (annotation?.kind) {
    case 'int':
      return ['41', '1', '0', '1000', '-1'];
    case 'float':
    case 'decimal':
      return ['41.5', '41', '1', '0'];
    case 'bool':
      return ['true'];
    case 'uuid':
      return [UUID];
    case 'date':
      return ['2031-05-07'];
    case 'datetime':
      return ['2031-05-07T09:30:00'];
    case 'enum':
    case 'literal':
      return [...annotation.values.filter((value) => value !== ''), word];
    default:
      return [word, `${word}${word}`, 'a'];
  }
}

/** A request for a decoded path: percent-encoded where a request target needs it. */
export function requestFor(method: string, path: string, host = DEFAULT_HOST): Request {
  return makeRequest(method, encodePath(path), { host });
}

/** A host that fits a pattern. */
export function sampleHost(pattern: string, word = WORD): string {
  return hostParts(pattern)
    .map((part) => partText(part, {}, word))
    .join('');
}
