import { hostParts } from '../../dialects/index.ts';
import type { Annotation } from '../../model/annotation.ts';
import type { ConvertorName, SegmentPart } from '../../model/path-template.ts';
import { annotationOf, type Registration } from '../../model/registration.ts';
import { DEFAULT_HOST, makeRequest, type Request } from '../../model/request.ts';
import { encodePath } from '../../whatif/probes.ts';
import { type ValueKind, valueKind } from '../search/param-class.ts';
import { segmentsOf } from './registration-segments.ts';

/** A value unlikely to be anybody's literal segment. */
const WORD = 'zq1';

const SAMPLES: Readonly<Record<ValueKind, readonly string[]>> = {
  int: ['41', '1', '0'],
  float: ['41.5', '41', '1', '0'],
  bool: ['true'],
  uuid: ['3f2b9c64-5d1e-4a7b-8c90-1e2d3f4a5b6c'],
  date: ['2031-05-07'],
  datetime: ['2031-05-07T09:30:00'],
  enum: [WORD],
  text: [WORD, `${WORD}${WORD}`, 'a'],
};

/** Values that the convertor takes, those that the annotation accepts first. */
export function sampleValues(convertor: ConvertorName, annotation: Annotation | null): readonly string[] {
  const kind = valueKind(convertor, annotation);
  const listed = annotation && 'values' in annotation ? annotation.values : [];
  if (kind === 'enum') return [...listed.filter((value) => value !== ''), ...SAMPLES.enum];
  if (kind === 'int') return [...listed.filter((value) => /^[0-9]+$/.test(value)), ...SAMPLES.int];
  return SAMPLES[kind];
}

/** A decoded path that the registration matches, with values that its annotations accept where that is possible, or `given` ones. */
export function samplePath(registration: Registration, given: Readonly<Record<string, string>> = {}): string {
  const { path } = registration;
  const segments = segmentsOf(registration);
  if (segments.length === 0) return path;
  const textOf = (part: SegmentPart) => {
    if (part.kind === 'literal') return part.text;
    if (Object.hasOwn(given, part.name)) return given[part.name];
    return sampleValues(part.convertor, annotationOf(registration, part.name))[0];
  };
  const text = segments.map((segment) => segment.parts.map(textOf).join('')).join('/');
  return path.startsWith('/') ? `/${text}` : text;
}

/** A request for a decoded path: percent-encoded where a request target needs it. */
export function requestFor(method: string, path: string, host = DEFAULT_HOST): Request {
  return makeRequest(method, encodePath(path), { host });
}

/** A host that fits a pattern. */
export function sampleHost(pattern: string): string {
  return hostParts(pattern)
    .map((part) => (part.kind === 'literal' ? part.text : sampleValues(part.convertor, null)[0]))
    .join('');
}
