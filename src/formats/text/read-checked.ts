import { errorsOf, type Problem } from '../../model/problem.ts';
import { collectFaults, type Fault, type Report } from '../routes-file/fault.ts';
import { readJson } from './json.ts';
import { indexLines, type LineIndex } from './lines.ts';
import type { KeyPath, ParsedText, Span } from './parsed.ts';
import { problemAt } from './problem-at.ts';

/** What a reader of a small file (requests, scenario) needs besides its text. */
export interface CheckedText {
  /** The name that problems bear. */
  readonly file: string;
  /** Reports what is wrong with the value. */
  readonly judge: (value: unknown, report: Report) => void;
  /** What the file should have been: for an empty one. */
  readonly expected: string;
  readonly hint: string;
}

export interface CheckedReading {
  /** Null where there is an error among the problems. */
  readonly value: unknown;
  readonly lineOf: (path: KeyPath) => number | null;
  /** All of them, in the order of the text. */
  readonly problems: readonly Problem[];
}

/** Faults that are told one by one; more help nobody. */
const MOST_FAULTS = 1000;
/** Longer texts are told without columns: the precise reader takes a second per megabyte. */
const PRECISE_LIMIT = 1_500_000;

/** Reads YAML or JSON and has it judged; all faults at once, each with its place. Never throws. */
export async function readChecked(text: string, options: CheckedText): Promise<CheckedReading> {
  const source = text.startsWith('\ufeff') ? text.slice(1) : text;
  const json = /^\s*[{[]/.test(source) ? readJson(source, 'all').parsed : null;
  const fast = json ?? (await import('./yaml-fast.ts')).readYamlFast(source);
  if (fast && fast.faults.length === 0 && fast.value !== null && fast.value !== undefined) {
    const { faults, report } = collectFaults(1);
    options.judge(fast.value, report);
    if (faults.length === 0) return { value: fast.value, lineOf: fast.lineOf, problems: [] };
  }
  const precise = json ?? (source.length > PRECISE_LIMIT ? fast : null) ?? (await import('./yaml.ts')).readYaml(source);
  return explain(precise, source, options);
}

function explain(parsed: ParsedText, source: string, options: CheckedText): CheckedReading {
  const { file } = options;
  const lines = indexLines(source);
  const problems = parsed.faults.map((fault) => problemAt({ severity: 'error', ...fault }, fault.span, file, lines));
  const isBroken = parsed.faults.some(({ code }) => code.endsWith('-syntax'));
  if (parsed.value === null || parsed.value === undefined) {
    if (problems.length === 0) problems.push(emptyFile(options));
  } else if (!isBroken) {
    const { faults, report } = collectFaults(MOST_FAULTS);
    options.judge(parsed.value, report);
    for (const fault of faults) problems.push(problemAt(fault, placeOf(fault, parsed, lines), file, lines));
  }
  problems.sort((a, b) => (a.at?.line ?? 0) - (b.at?.line ?? 0) || (a.at?.column ?? 0) - (b.at?.column ?? 0));
  return { value: errorsOf(problems).length > 0 ? null : parsed.value, lineOf: parsed.lineOf, problems };
}

function placeOf(fault: Fault, parsed: ParsedText, lines: LineIndex): Span | null {
  const span = parsed.locate(fault.path, fault.part);
  if (span) return span;
  const line = parsed.lineOf(fault.path);
  return line === null ? null : { start: lines.startOf(line), length: lines.lineText(line).length };
}

function emptyFile({ file, expected, hint }: CheckedText): Problem {
  const message = 'there is nothing in this file';
  return {
    severity: 'error',
    code: 'empty-file',
    message,
    at: { file, line: 1 },
    lineText: null,
    span: null,
    expected,
    hint,
  };
}
