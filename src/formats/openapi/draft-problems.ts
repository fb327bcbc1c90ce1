import type { Problem } from '../../model/problem.ts';
import { indexLines } from '../text/lines.ts';
import type { Excerpt, ParsedDocument, Position, SyntaxFault } from '../text/parse-text.ts';
import { detach, own } from '../text/plain-values.ts';
import { lineAround } from '../text/text-positions.ts';

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

/** A problem whose line isn't known yet: places in JSON are found once, after the walk. */
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
  return tell({ severity: 'error', code, message, expected: null, hint: null }, where);
}

/** So many problems of one code are told one by one; the rest is counted. */
const TOLD_EACH = 200;

/** Gives drafts their lines. Of a code that comes up hundreds of times the rest becomes one problem with their number. */
export function settle(drafts: readonly Draft[]): Problem[] {
  const counts = new Map<string, number>();
  const problems: Problem[] = [];
  for (const draft of drafts) {
    const { where, ...told } = draft;
    const count = (counts.get(told.code) ?? 0) + 1;
    counts.set(told.code, count);
    if (count > TOLD_EACH) continue;
    problems.push(where === null ? unplaced(told, null) : tell(told, where));
  }
  for (const [code, count] of counts) {
    if (count <= TOLD_EACH) continue;
    const message = `${count - TOLD_EACH} more problems of the kind "${code}" are not listed one by one`;
    problems.push(unplaced({ severity: 'warning', code, message, expected: null, hint: null }, null));
  }
  return problems;
}

/** A parser's fault as a problem. */
export function problemOf(fault: SyntaxFault, severity: Problem['severity'], file: string, text: string): Problem {
  const { code, message, position, expected = null, hint = null } = fault;
  const excerpt = position && lineAround(indexLines(text), position);
  return placed({ severity, code, message, expected, hint }, file, position, excerpt);
}

type Told = Omit<Draft, 'where'>;

function tell(told: Told, where: Where): Problem {
  let known = where;
  while (!isPlaced(known) && known.near !== undefined) known = known.near;
  const at = positionOf(known);
  return placed(told, known.document.file, at, at && known.document.around(at));
}

function unplaced(told: Told, at: Problem['at']): Problem {
  return { ...told, message: detach(told.message), at, lineText: null, span: null };
}

/** A single line as long as a minified document is shown as a window of this width around the fault. */
const LINE_WINDOW = 200;

function placed(told: Told, file: string, at: Position | null, excerpt: Excerpt | null): Problem {
  if (at === null) return unplaced(told, { file, line: 1 });
  const location = { file, line: at.line, column: at.column };
  if (excerpt === null) return unplaced(told, location);
  const { text, before } = excerpt;
  const from = text.length > LINE_WINDOW ? Math.max(0, before - LINE_WINDOW / 2) : 0;
  const shown = detach(text.slice(from, from + LINE_WINDOW));
  const start = before - from + 1;
  const token = /^("[^"]*"|'[^']*'|[^\s:,]+)/.exec(shown.slice(start - 1))?.[0].length ?? 1;
  return { ...unplaced(told, location), lineText: shown, span: { start, length: token } };
}

/** The place of a value; of a plain value, which has none, that of its key behind its holder, in a list of the list. */
function positionOf({ document, holder, key, at }: Where): Position | null {
  if (at) return at;
  const around = document.positionOf(holder);
  if (key === undefined || typeof holder !== 'object' || holder === null) return around;
  const value = own(holder, String(key));
  if (typeof value === 'object' && value !== null) return document.positionOf(value) ?? around;
  return (typeof key === 'string' ? keyBehind(document, key, around) : null) ?? around;
}

/** As a key, or at least mentioned: the same word in front of it may be any text. */
function keyBehind(document: ParsedDocument, key: string, around: Position | null): Position | null {
  const quoted = JSON.stringify(key);
  const written = document.format === 'json' ? [`${quoted}:`, `${quoted} :`, key] : [key];
  return written.reduce<Position | null>((found, one) => found ?? document.mention(one, around), null);
}

function isPlaced({ document, holder, at }: Where): boolean {
  return (at ?? document.positionOf(holder)) !== null;
}
