import type { Problem } from '../../model/problem.ts';
import { columnOf, type Fault, lineOf, type OpenApiDocument, type Place, place, UNPLACED } from './document.ts';
import { type LineIndex, lineIndex } from './line-index.ts';
import { detach, own } from './values.ts';

/** Where something is wrong: a key of a mapping or an item of a list, or without a key the holder itself. */
export interface Where {
  readonly document: OpenApiDocument;
  readonly holder: unknown;
  readonly key?: string | number;
  /** What to point at where the place of the holder isn't known. */
  readonly near?: Where;
  /** The place itself, where it is known already. */
  readonly at?: Place;
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

/** So many problems of one code are told one by one; the rest is counted. */
const TOLD_EACH = 200;

/** Gives drafts their lines. Of a code that comes up hundreds of times the rest becomes one problem with their number. */
export function settle(drafts: readonly Draft[]): Problem[] {
  const counts = new Map<string, number>();
  const indices = new Map<OpenApiDocument, LineIndex>();
  const indexOf = (document: OpenApiDocument): LineIndex => {
    const known = indices.get(document);
    if (known) return known;
    const made = lineIndex(document.text);
    indices.set(document, made);
    return made;
  };
  const problems: Problem[] = [];
  for (const draft of drafts) {
    const { where, ...told } = draft;
    const count = (counts.get(told.code) ?? 0) + 1;
    counts.set(told.code, count);
    if (count > TOLD_EACH) continue;
    if (where === null) problems.push(unplaced(told, null));
    else {
      const known = isPlaced(where) || where.near === undefined ? where : where.near;
      const index = indexOf(known.document);
      problems.push(placed(told, known.document.file, placeOf(known, index), index));
    }
  }
  for (const [code, count] of counts) {
    if (count <= TOLD_EACH) continue;
    const message = `${count - TOLD_EACH} more problems of the kind "${code}" are not listed one by one`;
    problems.push(unplaced({ severity: 'warning', code, message, expected: null, hint: null }, null));
  }
  return problems;
}

/** A parser's fault as a problem. */
export function problemOf(fault: Fault, severity: Problem['severity'], file: string, text: string): Problem {
  const told = { severity, code: fault.code, message: fault.message, expected: null, hint: fault.hint ?? null };
  return placed(told, file, fault.place, lineIndex(text));
}

type Told = Omit<Draft, 'where'>;

function unplaced(told: Told, at: Problem['at']): Problem {
  return { ...told, message: detach(told.message), at, lineText: null, span: null };
}

/** A single line as long as a minified document is shown as a window of this width around the fault. */
const LINE_WINDOW = 200;

function placed(told: Told, file: string, at: Place, index: LineIndex): Problem {
  if (at === UNPLACED) return unplaced(told, { file, line: 1 });
  const location = { file, line: lineOf(at), column: columnOf(at) };
  const line = index.line(location.line);
  if (line === null) return unplaced(told, location);
  const from = line.length > LINE_WINDOW ? Math.max(0, location.column - 1 - LINE_WINDOW / 2) : 0;
  const shown = detach(line.slice(from, from + LINE_WINDOW));
  const start = location.column - from;
  const token = /^("[^"]*"|'[^']*'|[^\s:,]+)/.exec(shown.slice(start - 1))?.[0].length ?? 1;
  return { ...unplaced(told, location), lineText: shown, span: { start, length: token } };
}

/** The place of a value; of a plain value, which has none, the first mention of its key behind its holder. */
function placeOf(where: Where, index: LineIndex): Place {
  const { document, holder, key } = where;
  if (where.at !== undefined) return where.at;
  const around = placeOfHolder(document, holder);
  if (key === undefined || typeof holder !== 'object' || holder === null) return around;
  const value = own(holder, String(key));
  if (typeof value === 'object' && value !== null) return placeOfHolder(document, value) || around;
  const from = index.offset(lineOf(around || place(1, 1)));
  const offset = document.text.indexOf(String(key), from);
  if (offset < 0) return around;
  const quoted = /["']/.test(document.text[offset - 1] ?? '') ? 1 : 0;
  return index.placeAt(offset - quoted);
}

function placeOfHolder(document: OpenApiDocument, holder: unknown): Place {
  const known = typeof holder === 'object' && holder !== null ? document.places.get(holder) : undefined;
  return known !== undefined && known > UNPLACED ? known : UNPLACED;
}

function isPlaced(where: Where): boolean {
  return where.at !== undefined || placeOfHolder(where.document, where.holder) !== UNPLACED;
}
