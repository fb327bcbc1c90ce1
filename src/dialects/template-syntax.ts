import type { PathTemplate, SegmentPart } from '../model/path-template.ts';

/** How a framework writes and reads the paths of its routes. */
export interface TemplateSyntax {
  /** Names of its convertors; empty where it has none. */
  readonly convertors: readonly string[];
  /** Whether there are paths that it refuses; otherwise `parse` never gives a fault, and a routes file may hold any. */
  readonly refuses: boolean;
  /** Whether a path, or a piece of one, surely has no parameters; tells at a glance. */
  isLiteral(text: string): boolean;
  /** A path as written. A fault is a value: unknown convertors, duplicate names. */
  parse(path: string): PathTemplate | PathFault;
  /** The parts of a full path, slashes inside the literals. Total: what would be refused is read as far as it can be. */
  parts(path: string): readonly SegmentPart[];
  /** The parts of one segment of a registered path, every pair of braces a parameter. */
  segmentParts(segment: string): readonly SegmentPart[];
  /** The part of a full path that requests are compared with. */
  matched(path: string): string;
  /** A parameter that takes the rest of a path, slashes included, as it is written; null where there is none. */
  rest(name: string): string | null;
}

/** Why a path as written can't be registered; `start`/`length` are 0-based offsets into the path. */
export interface PathFault {
  readonly fault: string;
  readonly start: number;
  readonly length: number;
  readonly expected: string | null;
}
