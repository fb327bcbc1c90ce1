import type { Problem } from '../../model/problem.ts';
import { indexLines } from '../text/lines.ts';
import type { ParsedDocument, Position, SyntaxFault } from '../text/parse-text.ts';
import { detach, own } from '../text/plain-values.ts';

/** Where something is wrong: a key of a mapping or an item of a list, or without a key the holder itself. */
export interface Where {
  readonly document: ParsedDocument;
  readonly holder: unknown;
  readonly key?: string | number;
  /** What to point at where the place of the holder isn't known. */
  readonly near?: Where;
  /** The place itself, where it is known already. */
  readonly at?: Position | null;
}

/** A problem without its line: lines are found at the end, for problems that are listed. */
export interface Draft {
  readonly severity: Problem['severity'];
  readonly code: string;
  readonly message: string;
  readonly where: Where | null;
  readonly expected: string | null;
  readonly hint: string | null;
}

export interface Advice {
  readonly expected?: string;
  readonly hint?: string;
}

export function warning(code: string, message: string, where: Where | null, advice: Advice = {}): Draft {
  return { severity: 'warning', code, message, where, expected: advice.expected ?? null, hint: advice.hint ?? null };
}

/** An error about a document as a whole, at that key of its top level, or at its beginning. */
export function failure(main: ParsedDocument, code: string, message: string, key?: string): Problem {
  const where = { document: main, holder: main.root, ...(key !== undefined && { key }) };
  return locate({ severity: 'error', code, message, expected: null, hint: null }, where);
}

/** So many problems of one code are content one by one; the rest is counted. */
const MAX_LISTED = 200;

/** Gives drafts their lines. Of a code that comes up hundreds of times the rest becomes one problem with their number. */
export function toProblems(drafts: readonly Draft[]): Problem[] {
  const counts = new Map<string, number>();
  const problems: Problem[] = [];
  for (const draft of drafts) {
    const { where, ...content } = draft;
    const count = (counts.get(content.code) ?? 0) + 1;
    counts.set(content.code, count);
    if (count > MAX_LISTED) continue;
    problems.push(where === null ? withoutPosition(content, null) : locate(content, where));
  }
  for (const [code, count] of counts) {
    if (count <= MAX_LISTED) continue;
    const message = `${count - MAX_LISTED} more problems of the kind "${code}" are not listed one by one`;
    problems.push(withoutPosition({ severity: 'warning', code, message, expected: null, hint: null }, null));
  }
  return problems;
}

/** A parser's fault as a problem. */
export function problemOf(fault: SyntaxFault, severity: Problem['severity'], file: string, text: string): Problem {
  const { code, message, position, expected = null, hint = null } = fault;
  const lines = indexLines(text);
  const lineText = position && position.line <= lines.count() ? lines.lineText(position.line) : null;
  return withPosition({ severity, code, message, expected, hint }, file, position, lineText);
}

type Content = Omit<Draft, 'where'>;

function locate(content: Content, where: Where): Problem {
  let known = where;
  while (!hasPosition(known) && known.near !== undefined) known = known.near;
  const at = positionOf(known);
  return withPosition(content, known.document.file, at, at && known.document.lineText(at.line));
}

function withoutPosition(content: Content, at: Problem['at']): Problem {
  return { ...content, message: detach(content.message), at, lineText: null, span: null };
}

/** A single line as long as a minified document is shown as a window of this width around the fault. */
const LINE_WINDOW = 200;

function withPosition(content: Content, file: string, at: Position | null, text: string | null): Problem {
  if (at === null) return withoutPosition(content, { file, line: 1 });
  const location = { file, line: at.line, column: at.column };
  if (text === null) return withoutPosition(content, location);
  const before = at.column - 1;
  const from = text.length > LINE_WINDOW ? Math.max(0, before - LINE_WINDOW / 2) : 0;
  const shown = detach(text.slice(from, from + LINE_WINDOW));
  const start = before - from + 1;
  const token = /^("[^"]*"|'[^']*'|[^\s:,]+)/.exec(shown.slice(start - 1))?.[0].length ?? 1;
  return { ...withoutPosition(content, location), lineText: shown, span: { start, length: token } };
}

/** The position of a value. A plain value has none: that of its key after its holder, or of its list. */
function positionOf({ document, holder, key, at }: Where): Position | null {
  if (at) return at;
  const around = document.positionOf(holder);
  if (key === undefined || typeof holder !== 'object' || holder === null) return around;
  const value = own(holder, String(key));
  if (typeof value === 'object' && value !== null) return document.positionOf(value) ?? around;
  return (typeof key === 'string' ? document.mention(key, around) : null) ?? around;
}

function hasPosition({ document, holder, at }: Where): boolean {
  return (at ?? document.positionOf(holder)) !== null;
}
