import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node, type Pair, parseDocument } from 'yaml';
import type { Parsed, ParsedDocument, SyntaxFault } from './parsed-document.ts';
import { detach } from './plain-values.ts';
import { type PackedPosition, packPosition, positionsIn, UNKNOWN_POSITION, unpackPosition } from './text-positions.ts';

/**
 * Parses YAML with the `yaml` package, which is much slower than js-yaml, forgives other things and explains faults better. It reads
 * what it can: a document with faults that leave its structure whole is used, with a warning for each.
 */
export function tolerantYaml(file: string, text: string): Parsed {
  const lines = new LineCounter();
  const parsed = parseDocument(text, { lineCounter: lines, uniqueKeys: false, logLevel: 'silent', merge: true });
  const at = (offset: number): PackedPosition => {
    const { line, col } = lines.linePos(offset);
    return line === 0 ? UNKNOWN_POSITION : packPosition(line, col);
  };
  const faults = parsed.errors.map((error): SyntaxFault => {
    const message = error.message.replace(/ at line \d+, column \d+:.*$/s, '');
    return {
      code: 'yaml-syntax',
      message: `Not valid YAML: ${clipped(message)}`,
      position: unpackPosition(at(error.pos[0])),
    };
  });
  if (faults.length > 0) return { document: null, faults: firstOfEachLine(faults) };
  const positions = new Map<object, PackedPosition>();
  const root = plain(parsed.contents as Node | null, { positions, at, anchors: new Map(), depth: 0 });
  const where = positionsIn(text, positions);
  const duplicates = () => [];
  const document: ParsedDocument = { file, format: 'yaml', root, ...where, duplicates, keep: detach };
  return { document, faults };
}

/** What can't be parsed is quoted whole, and may be half of the file. */
function clipped(message: string): string {
  return message.length > MAX_LENGTH ? `${message.slice(0, MAX_LENGTH)}…` : message;
}

const MAX_LENGTH = 160;

/** One slip makes all that follows it look wrong, so a line is listed once, and of many lines the first. */
function firstOfEachLine(faults: readonly SyntaxFault[]): readonly SyntaxFault[] {
  const lines = new Set<number | undefined>();
  const listed = faults.filter(({ position }) => !lines.has(position?.line) && lines.add(position?.line));
  const rest = listed.length - MAX_LISTED;
  if (rest <= 0) return listed;
  const message = `Not valid YAML: ${rest} more lines have errors, perhaps only because of those above`;
  return [
    ...listed.slice(0, MAX_LISTED),
    { code: 'yaml-syntax', message, position: listed[MAX_LISTED]?.position ?? null },
  ];
}

const MAX_LISTED = 10;

interface Context {
  readonly positions: Map<object, PackedPosition>;
  readonly at: (offset: number) => PackedPosition;
  /** What each anchor stands for; an alias shares it, so that repeating costs nothing however often it is nested. */
  readonly anchors: Map<string, unknown>;
  readonly depth: number;
}

const MAX_DEPTH = 100;

function plain(node: Node | null, context: Context, key?: Node): unknown {
  if (node === null || context.depth > MAX_DEPTH) return null;
  if (isAlias(node)) return context.anchors.get(node.source) ?? null;
  const deeper = { ...context, depth: context.depth + 1 };
  let value: unknown = null;
  if (isScalar(node)) value = node.value instanceof Date ? String(node.source) : node.value;
  if (isMap(node) || isSeq(node)) {
    const holder: object = isSeq(node) ? [] : {};
    value = holder;
    const offset = key?.range?.[0] ?? node.range?.[0];
    context.positions.set(holder, offset === undefined ? UNKNOWN_POSITION : context.at(offset));
    // Before what it holds: an alias inside may name it.
    if (node.anchor) context.anchors.set(node.anchor, value);
    if (isSeq(node)) for (const item of node.items) (holder as unknown[]).push(plain(item as Node | null, deeper));
    else for (const pair of node.items as Pair<Node, Node | null>[]) put(holder, pair, deeper);
  }
  const anchor = (node as { anchor?: string }).anchor;
  if (anchor) context.anchors.set(anchor, value);
  return value;
}

function put(holder: object, pair: Pair<Node, Node | null>, context: Context): void {
  const value = plain(pair.value, context, pair.key);
  const key = isScalar(pair.key) ? String(pair.key.value) : String(pair.key);
  if (key === '<<') {
    for (const source of Array.isArray(value) ? value : [value]) {
      for (const [name, merged] of Object.entries((source ?? {}) as object)) {
        if (!Object.hasOwn(holder, name)) define(holder, name, merged);
      }
    }
  } else define(holder, key, value);
}

/** Assigning to `__proto__` would change the prototype. */
function define(holder: object, key: string, value: unknown): void {
  Object.defineProperty(holder, key, { value, enumerable: true, configurable: true, writable: true });
}
