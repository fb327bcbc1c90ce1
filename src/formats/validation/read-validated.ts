import { collectFaults, type Dropped, type Fault, type KeyPath, type Report } from '../../model/file-fault.ts';
import { errorsOf, type Problem } from '../../model/problem.ts';
import { indexLines, type LineIndex } from '../text/lines.ts';
import { type ParsedText, parseFast, parsePrecisely, type Span, type TextFault } from '../text/parse-text.ts';
import { problemAt } from '../text/problem-at.ts';

/** What the reader of a file that people write (routes, requests, scenario) needs besides its text. */
export interface ValidatedText {
  /** The name that problems bear. */
  readonly file: string;
  /** Reports every fault of the value; `most` is the number of values that its text can hold, beyond which aliases multiply. */
  readonly validate: (value: unknown, most: number, report: Report) => void;
  /** Lists and mappings whose positions a file without faults is asked for, by their keys. */
  readonly noted: ReadonlySet<string> | 'all';
  /** What an empty file should have been. */
  readonly expected: string;
  readonly hint: string;
}

export interface ValidatedReading {
  /** Null where there is an error among the problems. */
  readonly value: unknown;
  readonly lineOf: (path: KeyPath) => number | null;
  /** All of them, in the order of the text. */
  readonly problems: readonly Problem[];
}

/** Most faults that are reported one by one. */
const MOST_FAULTS = 1000;
/**
 * Reads YAML or JSON and validates it. Never throws, whatever the text. It is read fast first; only a file with a fault is read
 * again, with all positions, and all its faults are reported at once.
 */
export async function readValidated(text: string, options: ValidatedText): Promise<ValidatedReading> {
  const source = text.startsWith('\ufeff') ? text.slice(1) : text;
  const fast = await parseFast(source, options.noted);
  if (fast && fast.faults.length === 0 && fast.value != null) {
    const { faults, report } = collectFaults(1);
    options.validate(fast.value, mostValues(source), report);
    if (faults.length === 0) return { value: fast.value, lineOf: fast.lineOf, problems: [] };
  }
  const parsed = await parsePrecisely(source, fast);
  const problems = explain(parsed, source, options);
  return { value: errorsOf(problems).length > 0 ? null : parsed.value, lineOf: parsed.lineOf, problems };
}

/** A value takes a character at least; small files may use aliases freely. */
const mostValues = (source: string): number => 100_000 + source.length;

function explain(parsed: ParsedText, source: string, options: ValidatedText): Problem[] {
  const { file } = options;
  const lines = indexLines(source);
  const syntax = parsed.faults.filter(({ code }) => code.endsWith('-syntax'));
  const problems = firstOfEachLine(parsed.faults, lines).map((fault) =>
    problemAt({ severity: 'error', ...fault }, fault.span, file, lines),
  );
  const brokenAt = Math.min(...syntax.map(({ span }) => lines.startOf(lines.position(span.start).line)));
  let rest: Problem | null = null;
  if (parsed.value == null && problems.length === 0) problems.push(emptyFile(options));
  else if (parsed.value != null && syntax.every(({ code }) => code !== 'json-syntax')) {
    const { faults, report, dropped } = collectFaults(MOST_FAULTS);
    options.validate(parsed.value, mostValues(source), report);
    for (const fault of faults) {
      if (!TRUSTED_BEFORE.has(fault.code) && syntax.length > 0) continue;
      const span = spanOf(fault, parsed, source, lines);
      if (!span || span.start < brokenAt) problems.push(problemAt(fault, span, file, lines));
    }
    rest = more(dropped);
  }
  problems.sort((a, b) => (a.at?.line ?? 0) - (b.at?.line ?? 0) || (a.at?.column ?? 0) - (b.at?.column ?? 0));
  return rest ? [...problems, rest] : problems;
}

/** Faults that stay faults when something further down can't be read. */
const TRUSTED_BEFORE: ReadonlySet<string> = new Set([
  'unknown-key',
  'wrong-type',
  'unknown-value',
  'unknown-annotation',
  'unknown-convertor',
]);

/** A syntax fault causes others; the first one on a line is the one to fix. */
function firstOfEachLine(faults: readonly TextFault[], lines: LineIndex): TextFault[] {
  const seen = new Set<number>();
  const ordered = [...faults].sort((a, b) => a.span.start - b.span.start);
  return ordered.slice(0, MOST_FAULTS).filter(({ span }) => {
    const { line } = lines.position(span.start);
    if (seen.has(line)) return false;
    seen.add(line);
    return true;
  });
}

/** Where a fault stands in the text: its key, its value, or the part of its value that it names. */
function spanOf(fault: Fault, parsed: ParsedText, source: string, lines: LineIndex): Span | null {
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

const NOWHERE = { lineText: null, span: null } as const;

function emptyFile({ file, expected, hint }: ValidatedText): Problem {
  const message = 'this file is empty';
  return { severity: 'error', code: 'empty-file', message, at: { file, line: 1 }, ...NOWHERE, expected, hint };
}

function more({ errors, warnings }: Dropped): Problem | null {
  if (errors + warnings === 0) return null;
  return {
    severity: errors > 0 ? 'error' : 'warning',
    code: 'more-problems',
    message: `and ${errors} more errors, ${warnings} more warnings`,
    at: null,
    ...NOWHERE,
    expected: null,
    hint: 'fix the first ones; the others are often alike',
  };
}
