import type { Problem } from '../../model/problem.ts';
import { errorsOf } from '../../model/problem.ts';
import type { FrameworkName, RouteTree } from '../../model/route-tree.ts';
import { readJson } from '../text/json.ts';
import { readJsonLine } from '../text/json-line.ts';
import { indexLines, type LineIndex } from '../text/lines.ts';
import type { ParsedText, Span, TextFault } from '../text/parsed.ts';
import { problemAt } from '../text/problem-at.ts';
import { buildTree } from './build-tree.ts';
import type { Dropped, Fault } from './fault.ts';
import { judge } from './judge.ts';
import type { RoutesFile } from './shape.ts';

export interface RoutesFileOptions {
  /** The name that problems and sources bear. */
  readonly file: string;
  /** Answers in place of what the file says of its outermost application. */
  readonly framework?: FrameworkName | null;
}

export interface RoutesFileReading {
  /** Null where there is an error among the problems. */
  readonly tree: RouteTree | null;
  /** All of them, in the order of the text. */
  readonly problems: readonly Problem[];
}

/** Lists and mappings whose places a fault-free file is asked for: every route has the line on which it stands. */
const NOTED = new Set(['routes', 'routers']);
/**
 * Beyond this many characters a faulty YAML file isn't read by `yaml`, which takes a second per megabyte: faults then have
 * their line, and of the syntax only the first is told.
 */
const PRECISE_LIMIT = 1_500_000;

/**
 * Reads a routes file, YAML or JSON. Never throws, whatever the text. It is read fast first; only a file with a fault is read
 * again, with the place of everything in it, and all its faults are told at once.
 */
export async function readRoutesFile(text: string, options: RoutesFileOptions): Promise<RoutesFileReading> {
  const source = text.startsWith('\ufeff') ? text.slice(1) : text;
  const framework = options.framework ?? null;
  const fast = await readFast(source);
  if (fast && fast.faults.length === 0) {
    const { faults } = judge(fast.value, source.length, framework);
    if (faults.length === 0 && fast.value != null) {
      const locate = (path: readonly (string | number)[]) => {
        const line = fast.lineOf(path);
        return line === null ? null : { file: options.file, line };
      };
      return { tree: buildTree(fast.value as RoutesFile, locate, framework ?? undefined), problems: [] };
    }
  }
  const parsed = await readPrecisely(source, fast);
  return explain(parsed, source, options);
}

const LIKE_JSON = /^\s*[{[]/;

/** The text with as few places as a source without faults needs; null where that already finds a fault of its syntax. */
async function readFast(source: string): Promise<ParsedText | null> {
  const json = LIKE_JSON.test(source) ? (readJsonLine(source) ?? readJson(source, NOTED).parsed) : null;
  return json ?? (await import('../text/yaml-fast.ts')).readYamlFast(source);
}

/** The same text with the place of everything, and all faults of its syntax. */
async function readPrecisely(source: string, fast: ParsedText | null): Promise<ParsedText> {
  const json = LIKE_JSON.test(source) ? readJson(source, 'all') : null;
  if (json?.parsed) return json.parsed;
  if (source.length > PRECISE_LIMIT) return fast ?? firstFaultOnly(source);
  const { readYaml } = await import('../text/yaml.ts');
  const parsed = readYaml(source);
  const broken = json?.fault && isJsonAtHeart(source) && parsed.faults.some(({ code }) => code === 'yaml-syntax');
  return broken ? { ...parsed, faults: [json.fault as TextFault] } : parsed;
}

async function firstFaultOnly(source: string): Promise<ParsedText> {
  const { firstYamlFault } = await import('../text/yaml-fast.ts');
  const fault = firstYamlFault(source);
  return { value: null, faults: fault ? [fault] : [], locate: () => null, lineOf: () => null };
}

/** Whether faults should be told in JSON's terms: it begins like JSON, with a quoted key. */
function isJsonAtHeart(source: string): boolean {
  return /^\s*(\{\s*["}]|\[\s*["{[\]])/.test(source);
}

function explain(parsed: ParsedText, source: string, { file, framework = null }: RoutesFileOptions): RoutesFileReading {
  const lines = indexLines(source);
  const problems: Problem[] = [];
  let rest: Problem | null = null;
  const syntax = parsed.faults.filter(({ code }) => code.endsWith('-syntax'));
  for (const fault of firstOfEachLine(parsed.faults, lines)) {
    problems.push(problemAt({ severity: 'error', ...fault }, fault.span, file, lines));
  }
  const brokenAt = Math.min(...syntax.map(({ span }) => lines.startOf(lines.position(span.start).line)));
  if (parsed.value == null && problems.length === 0) {
    problems.push(empty(file));
  } else if (parsed.value != null && syntax.every(({ code }) => code !== 'json-syntax')) {
    const { faults, dropped } = judge(parsed.value, source.length, framework);
    for (const fault of faults) {
      const span = placeOf(fault, parsed, source, lines);
      if (!TRUSTED_BEFORE.has(fault.code) && syntax.length > 0) continue;
      if (span && span.start >= brokenAt) continue;
      problems.push(problemAt(fault, span, file, lines));
    }
    rest = more(dropped);
  }
  problems.sort((a, b) => (a.at?.line ?? 0) - (b.at?.line ?? 0) || (a.at?.column ?? 0) - (b.at?.column ?? 0));
  if (rest) problems.push(rest);
  if (errorsOf(problems).length > 0) return { tree: null, problems };
  const locate = (path: readonly (string | number)[]) => {
    const line = parsed.lineOf(path);
    return line === null ? null : { file, line };
  };
  return { tree: buildTree(parsed.value as RoutesFile, locate, framework ?? undefined), problems };
}

/** Faults that stay faults when something further down can't be read. */
const TRUSTED_BEFORE: ReadonlySet<string> = new Set([
  'unknown-key',
  'wrong-type',
  'unknown-value',
  'unknown-annotation',
  'unknown-convertor',
]);

/** A syntax fault brings others along; the first on a line is the one to mend. */
function firstOfEachLine(faults: readonly TextFault[], lines: LineIndex): TextFault[] {
  const seen = new Set<number>();
  const ordered = [...faults].sort((a, b) => a.span.start - b.span.start);
  return ordered.slice(0, 1000).filter(({ span }) => {
    const { line } = lines.position(span.start);
    if (seen.has(line)) return false;
    seen.add(line);
    return true;
  });
}

/** Where a fault stands in the text: its key, its value, or the part of its value that it names. */
function placeOf(fault: Fault, parsed: ParsedText, source: string, lines: LineIndex): Span | null {
  const span = parsed.locate(fault.path, fault.part);
  if (!span) {
    const line = parsed.lineOf(fault.path);
    return line === null ? null : onLine(line, lines);
  }
  if (!fault.within) return span;
  const written = source.slice(span.start, span.start + span.length);
  const value = fault.path.reduce<unknown>(
    (at, step) => (at as Record<string | number, unknown> | null)?.[step],
    parsed.value,
  );
  const inside = typeof value === 'string' ? written.indexOf(value) : -1;
  return inside < 0 ? span : { start: span.start + inside + fault.within.start, length: fault.within.length };
}

function onLine(line: number, lines: LineIndex): Span {
  const text = lines.lineText(line);
  const indent = text.length - text.trimStart().length;
  return { start: lines.startOf(line) + indent, length: text.length - indent };
}

function empty(file: string): Problem {
  return {
    severity: 'error',
    code: 'empty-file',
    message: 'there is nothing in this file',
    at: { file, line: 1 },
    lineText: null,
    span: null,
    expected: 'a routes file, with `routes:`',
    hint: 'the shortest one: routes: [GET /users]',
  };
}

function more({ errors, warnings }: Dropped): Problem | null {
  if (errors + warnings === 0) return null;
  return {
    severity: errors > 0 ? 'error' : 'warning',
    code: 'more-problems',
    message: `and ${errors} more errors, ${warnings} more warnings`,
    at: null,
    lineText: null,
    span: null,
    expected: null,
    hint: 'mend the first ones; the others are often of the same kind',
  };
}
