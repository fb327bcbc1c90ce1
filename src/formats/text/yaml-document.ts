import * as jsYaml from 'js-yaml';
import { indexLines } from './lines.ts';
import {
  documentOf,
  type Parsed,
  type ParsedDocument,
  type Position,
  type RepeatedKey,
  type SyntaxFault,
  type TolerantYaml,
} from './parsed-document.ts';
import { isRecord, own } from './plain-values.ts';

/**
 * Values stay as a route needs them: no dates (`2024-01-01` may be a path or an enum value), no binary, and an unknown tag is no
 * reason to refuse a document. Merge keys are honoured. Made for each text, so that a document in JSON loads no js-yaml.
 */
const schema = () =>
  jsYaml.CORE_SCHEMA.extend({
    implicit: [(jsYaml as unknown as { types: Record<string, jsYaml.Type> }).types.merge as jsYaml.Type],
    explicit: (['scalar', 'sequence', 'mapping'] as const).flatMap((kind) =>
      ['!', 'tag:'].map((tag) => new jsYaml.Type(tag, { kind, multi: true, construct: (data: unknown) => data })),
    ),
  });

/** Paths, their methods, parameters and component sections stand this deep; positions of what is deeper aren't kept. */
const POSITION_DEPTH = 6;
/** Keys are watched for duplicates down to the methods of a path. */
const KEYED_DEPTH = 4;

/** What js-yaml shows to a listener, as far as it is used. */
interface Cursor {
  readonly input: string;
  readonly position: number;
  readonly depth: number;
  readonly kind: string | null;
  readonly result: unknown;
}

/**
 * Parses YAML with js-yaml, the only parser that reads several megabytes in a tenth of a second. Its listener gets the start of each node
 * while it parses, so that positions cost no second pass.
 */
export function parseYaml(file: string, text: string, tolerant?: TolerantYaml): Parsed {
  const first = attempt(file, text);
  if (first.document !== null) return first;
  // The slower parser knows no line break of a lone CR.
  const other = tolerant && text.length <= SECOND_LIMIT ? tolerant(file, text.replace(/\r(?!\n)/g, '\n')) : null;
  if (other?.document) return other;
  for (const [pattern, about, code, what] of REPAIRS) {
    const repaired = text.replace(pattern, repair);
    if (repaired === text) continue;
    const { document, faults } = attempt(file, repaired);
    if (document !== null)
      return { document: asWritten(document, text), faults: [repairFault(text, about, code, what), ...faults] };
  }
  return other ?? first;
}

/** The slower parser takes about a second for a megabyte. */
const SECOND_LIMIT = 2 ** 20;

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what YAML forbids, and what is looked for here
const UNPRINTABLE = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]/gu;
const TABS = /^[ ]*\t[ \t]*/gm;

/** Patterns of what is replaced, and of what the fault is about. */
const REPAIRS = [
  [UNPRINTABLE, UNPRINTABLE, 'control-characters', 'control characters, which YAML forbids, were replaced'],
  [TABS, TABS, 'tab-indentation', 'tabs, which YAML forbids as indentation, were read as two spaces'],
  [
    new RegExp(`${UNPRINTABLE.source}|${TABS.source}`, 'gmu'),
    TABS,
    'tab-indentation',
    'tabs and control characters were replaced',
  ],
] as const;

const repair = (found: string) => (found.includes('\t') ? found.replaceAll('\t', '  ') : '\ufffd');

/** A document read from a repaired text, with the lines and columns of the text as it stands. */
function asWritten(document: ParsedDocument, text: string): ParsedDocument {
  const lines = indexLines(text);
  const columns = ({ line, column }: Position): Position => {
    const indent = /^ *\t[ \t]*/.exec(lines.lineText(line))?.[0] ?? '';
    return { line, column: Math.max(1, column - (indent.split('\t').length - 1)) };
  };
  const positionOf = (value: unknown) => {
    const at = document.positionOf(value);
    return at && columns(at);
  };
  const duplicates = () => document.duplicates().map((one) => ({ ...one, position: columns(one.position) }));
  return { ...documentOf(document, text, () => undefined), positionOf, duplicates };
}

function repairFault(text: string, pattern: RegExp, code: string, what: string): SyntaxFault {
  const offset = Math.max(0, text.search(pattern));
  const position = indexLines(text).position(offset);
  return { code, message: `Not quite YAML: ${what}`, position };
}

function attempt(file: string, text: string): Parsed {
  const offsets = new Map<object, number>();
  const repeated: RepeatedKey[] = [];
  const documents: unknown[] = [];
  try {
    jsYaml.loadAll(text, (value) => documents.push(value), {
      schema: schema(),
      json: true,
      listener: watch(offsets, repeated),
    } as jsYaml.LoadOptions);
  } catch (error) {
    return { document: null, faults: [faultOf(error)] };
  }
  const root = documents.find((value) => own(value, 'paths') !== undefined) ?? documents.find(isRecord) ?? documents[0];
  const faults: SyntaxFault[] = [];
  if (documents.length > 1) {
    const message = `The file contains ${documents.length} YAML documents; one of them is read, the others are left out`;
    faults.push({ code: 'several-documents', message, position: secondStart(text) });
  }
  const document = documentOf({ file, format: 'yaml', root }, text, (value) => offsets.get(value), repeated);
  return { document, faults };
}

/** Where the second document of a file begins, as nearly everybody writes it. */
function secondStart(text: string): Position | null {
  const starts = /^---(?=\s|$)/gm;
  const first = /\S/.exec(text.replace(/^[ \t]*#.*|^%.*/gm, (comment) => ' '.repeat(comment.length)))?.index ?? 0;
  starts.lastIndex = first + 1;
  const found = starts.exec(text);
  return found && indexLines(text).position(found.index);
}

function faultOf(error: unknown): SyntaxFault {
  if (!(error instanceof jsYaml.YAMLException)) {
    return { code: 'yaml-syntax', message: `Not valid YAML: ${String(error)}`, position: null };
  }
  const mark = error.mark as { line: number; column: number } | undefined;
  return {
    code: 'yaml-syntax',
    message: `Not valid YAML: ${error.reason}`,
    position: mark ? { line: mark.line + 1, column: mark.column + 1 } : null,
  };
}

/**
 * Collects the position of each mapping and list: of its key, or of itself in a list. js-yaml opens a value right after the colon of its
 * key, and the node opened before it on the same depth was that key. What an alias repeats keeps its first place.
 */
function watch(offsets: Map<object, number>, repeated: RepeatedKey[]) {
  const current: number[] = new Array(POSITION_DEPTH + 2).fill(0);
  const previous = [...current];
  const valued: boolean[] = new Array(POSITION_DEPTH + 2).fill(false);
  const keys: Set<unknown>[] = current.map(() => new Set());
  return (event: string, state: unknown): void => {
    const { depth, position, input, result } = state as Cursor;
    if (depth > POSITION_DEPTH) return;
    if (event === 'open') {
      previous[depth] = current[depth] as number;
      let start = position;
      while (input.charCodeAt(start) === 32) start++;
      current[depth] = start;
      valued[depth] = followsColon(input, position);
      if (depth < KEYED_DEPTH) keys[depth + 1]?.clear();
      return;
    }
    if (typeof result === 'object' && result !== null) {
      if (!offsets.has(result)) offsets.set(result, (valued[depth] ? previous : current)[depth] as number);
    } else if (depth > 1 && depth <= KEYED_DEPTH && endsInColon(input, position)) {
      const seen = keys[depth];
      if (seen?.has(result)) repeated.push({ key: String(result), offset: current[depth] as number });
      else seen?.add(result);
    }
  };
}

function followsColon(input: string, position: number): boolean {
  let i = position - 1;
  for (const stop = i - 80; i > stop && isSpace(input.charCodeAt(i)); i--);
  return input.charCodeAt(i) === 58;
}

function endsInColon(input: string, position: number): boolean {
  let i = position;
  while (isSpace(input.charCodeAt(i))) i++;
  return input.charCodeAt(i) === 58;
}

function isSpace(unit: number): boolean {
  return unit === 32 || unit === 9 || unit === 10 || unit === 13;
}
