import {
  CONVERTOR_NAMES,
  type ConvertorName,
  type PathTemplate,
  type Segment,
  type SegmentPart,
  type TemplateParam,
} from '../../model/path-template.ts';
import { bracedParts, partsBetween } from '../braced-parts.ts';
import type { PathFault, TemplateSyntax } from '../template-syntax.ts';

/** Starlette's parameter syntax (starlette/routing.py, PARAM_REGEX): braces around anything else are literal. */
export const PARAM = /\{([a-zA-Z_][a-zA-Z0-9_]*)(?::([a-zA-Z_][a-zA-Z0-9_]*))?\}/g;

export const CONVERTORS: readonly string[] = CONVERTOR_NAMES;

/** A path as Starlette reads it, with the first fault that makes `compile_path` refuse it. */
export interface ParsedPath {
  readonly parts: readonly SegmentPart[];
  readonly fault: PathFault | null;
}

/** The parts of a whole path, slashes inside the literals: `/a/{b}.c` is `/a/`, `{b}`, `.c`. */
export function parseParts(path: string): ParsedPath {
  if (!path.includes('{')) return { parts: path === '' ? [] : [{ kind: 'literal', text: path }], fault: null };
  const names = new Set<string>();
  let fault: PathFault | null = null;
  const parts = partsBetween(path, PARAM, ({ 0: whole, 1: name = '', 2: convertor = 'str', index: start }) => {
    const length = whole.length;
    const isKnown = CONVERTORS.includes(convertor);
    if (!isKnown) {
      fault ??= {
        fault: `unknown convertor "${convertor}"`,
        start,
        length,
        expected: `one of ${CONVERTORS.join(', ')}`,
      };
    } else if (names.has(name)) {
      fault ??= { fault: `parameter "${name}" appears twice`, start, length, expected: 'another name' };
    }
    names.add(name);
    return { kind: 'param', name, convertor: isKnown ? (convertor as ConvertorName) : 'str' };
  });
  return { parts, fault };
}

export const starlettePaths: TemplateSyntax = {
  convertors: CONVERTORS,
  refuses: true,
  isLiteral: (text) => !text.includes('{'),
  parse: parsePath,
  parts: (path) => parseParts(path).parts,
  segmentParts: (segment) => bracedParts(segment, CONVERTORS),
  matched: (path) => path,
  rest: (name) => `{${name}:path}`,
};

/** A path of Starlette or FastAPI, parsed; a fault where the framework would refuse to register it. */
function parsePath(path: string): PathTemplate | PathFault {
  const { parts, fault } = parseParts(path);
  return fault ?? templateOf(path, parts);
}

/** The template of parsed parts, cut at the slashes of its literals. */
export function templateOf(raw: string, parts: readonly SegmentPart[]): PathTemplate {
  const params = parts.filter((part): part is TemplateParam => part.kind === 'param');
  const segments: SegmentPart[][] = [];
  let open: SegmentPart[] = [];
  let started = false;
  for (const part of parts) {
    if (part.kind === 'param') {
      open.push(part);
      started = true;
      continue;
    }
    const pieces = part.text.split('/');
    pieces.forEach((piece, i) => {
      if (i > 0) {
        if (started) segments.push(open);
        open = [];
        started = true;
      }
      if (piece !== '') {
        open.push({ kind: 'literal', text: piece });
        started = true;
      }
    });
  }
  if (started) segments.push(open);
  return { raw, segments: segments.map(toSegment), params };
}

function toSegment(parts: readonly SegmentPart[]): Segment {
  return { raw: parts.map(formatPart).join(''), parts };
}

/** A part as a program writes it. */
function formatPart(part: SegmentPart): string {
  if (part.kind === 'literal') return part.text;
  return part.convertor === 'str' ? `{${part.name}}` : `{${part.name}:${part.convertor}}`;
}
