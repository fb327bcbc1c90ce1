import type { Annotation } from '../../model/annotation.ts';
import type { ConvertorName, Segment, SegmentPart } from '../../model/path-template.ts';
import { annotationOf, type Registration } from '../../model/registration.ts';
import { type MixedPattern, mixedPattern } from './mixed-pattern.ts';

/** What a parameter accepts, whether its convertor or its annotation decides it. */
export type ValueKind = 'int' | 'float' | 'bool' | 'uuid' | 'date' | 'datetime' | 'enum' | 'text';

/** What a parameter's name suggests about free text: `{user_id}`, `{sha}`, `{created_date}`. Only a hint. */
export type NameHint = 'id' | 'hash' | 'date' | 'file' | 'plain';

/** A segment with parameters, the same for all segments that accept the same. */
export interface ParamClass {
  readonly key: string;
  readonly kind: ValueKind;
  readonly hint: NameHint;
  /** Allowed values of an enum. */
  readonly values: readonly string[];
  /** Its name suggests a path, though it matches only one segment. */
  readonly holdsPath: boolean;
  /** Takes any number of segments. */
  readonly rest: boolean;
  /** Literal text beside one or more parameters (`{name}.{ext}`): what the whole segment must look like. */
  readonly mixed: MixedPattern | null;
  /** Text in front of the first and behind the last parameter of a mixed segment. */
  readonly before: string;
  readonly after: string;
}

/** The class of a segment that has a parameter; null for a literal one. */
export function paramClass({ parts }: Segment, registration: Registration): ParamClass | null {
  const params = parts.filter((part) => part.kind === 'param');
  const [first] = params;
  if (!first) return null;
  const annotation = annotationOf(registration, first.name);
  const kind = valueKind(first.convertor, annotation);
  const values = annotation && 'values' in annotation ? annotation.values : [];
  const hint = nameHint(first.name);
  const alone = parts.length === 1;
  const mixed = alone ? null : mixedPattern(sourcesOf(parts, registration), params.length);
  const before = textOf(parts[0]);
  const after = textOf(parts.at(-1));
  const rest = first.convertor === 'path';
  const holdsPath = alone && kind === 'text' && !rest && HOLDS_A_PATH.test(first.name);
  const key = [kind, hint, rest, holdsPath, values.join(','), mixed?.source ?? ''].join('|');
  return { key, kind, hint, values, holdsPath, rest, mixed, before, after };
}

/** Names that people give to parameters which hold a path. */
const HOLDS_A_PATH = /path$|^(rest|file|filename|dir|folder|tail|wildcard)$/i;

const textOf = (part: SegmentPart | undefined) => (part?.kind === 'literal' ? part.text : '');

/** The kind of value that a parameter takes. */
export function valueKind(convertor: ConvertorName, annotation: Annotation | null): ValueKind {
  switch (convertor) {
    case 'int':
    case 'float':
    case 'uuid':
      return convertor;
    case 'str':
    case 'path':
      return annotatedKind(annotation);
  }
}

function annotatedKind(annotation: Annotation | null): ValueKind {
  switch (annotation?.kind) {
    case 'int':
    case 'bool':
    case 'uuid':
    case 'date':
    case 'datetime':
      return annotation.kind;
    case 'float':
    case 'decimal':
      return 'float';
    case 'enum':
    case 'literal':
      return 'enum';
    default:
      return 'text';
  }
}

const PATTERNS: Readonly<Record<ValueKind, string>> = {
  int: '[+-]?\\d+',
  float: '[+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?',
  bool: '(?:true|false|1|0|on|off|yes|no|t|f|y|n|True|False|TRUE|FALSE)',
  uuid: '[0-9a-fA-F]{8}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{12}',
  date: '\\d{4}-\\d{2}-\\d{2}',
  datetime: '\\d{4}-\\d{2}-\\d{2}(?:[T ].*)?',
  enum: '[^/]+',
  text: '[^/]+',
};

const WHOLE = Object.fromEntries(
  Object.entries(PATTERNS).map(([kind, source]) => [kind, new RegExp(`^${source}$`)]),
) as Record<ValueKind, RegExp>;

/** Whether a value is of the class's kind. Ranges and patterns are left to the verification. */
export function fits(value: string, of: Pick<ParamClass, 'kind' | 'values'>): boolean {
  return of.kind === 'enum' ? of.values.includes(value) : value !== '' && WHOLE[of.kind].test(value);
}

function sourcesOf(parts: readonly SegmentPart[], registration: Registration): readonly string[] {
  return parts.map((part) => {
    if (part.kind === 'literal') return escapeLiteral(part.text);
    const annotation = annotationOf(registration, part.name);
    const kind = valueKind(part.convertor, annotation);
    const listed = kind === 'enum' && annotation && 'values' in annotation ? annotation.values : [];
    return `(?:${listed.length > 0 ? listed.map(escapeLiteral).join('|') : PATTERNS[kind]})`;
  });
}

const escapeLiteral = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

function nameHint(name: string): NameHint {
  const lower = name.toLowerCase();
  if (/(sha|hash|digest|checksum|commit|fingerprint)/.test(lower)) return 'hash';
  if (/(id|ids|number|num|index|key|token|uuid|guid|pk|no)$/.test(lower)) return 'id';
  if (/(date|time|day|month|year|since|until)/.test(lower)) return 'date';
  if (/(file|path|ext|format|url|uri|domain|host|version)/.test(lower)) return 'file';
  return 'plain';
}
