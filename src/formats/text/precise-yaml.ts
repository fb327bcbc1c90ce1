import {
  type Document,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  type Node,
  parseDocument,
  type Scalar,
  type YAMLError,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import { indexLines, type LineIndex } from './lines.ts';
import { documentOf, type Parsed, type SyntaxFault } from './parsed-document.ts';
import {
  depthFault,
  type EntrySpans,
  locator,
  MAX_DEPTH,
  type ParsedText,
  repeatedKey,
  type Span,
  type Spans,
  type TextFault,
} from './parsed-text.ts';
import { syntaxFault } from './yaml-messages.ts';

/**
 * Reads YAML 1.2 (core schema, with merge keys), noting where everything stands and every fault in it. Slow beside
 * `readYamlFast`, so it is for texts that have a fault, or whose places are wanted. Never throws.
 *
 * Aliases share their value instead of copying it, so a bomb of them costs nothing here; code that visits the value has to
 * count. Repeated keys are looked for here, since `yaml` compares each key with all others.
 */
export function readYaml(source: string): ParsedText {
  const { value, errors, faults: others, root, spans, lines } = readNodes(source);
  const faults = [...errors, ...others];
  // what follows a quote that never ends is part of it, and so are the faults there
  const open = faults.find(({ message }) => message === UNCLOSED);
  return {
    value,
    faults: open ? faults.filter(({ span }) => span.start <= open.span.start) : faults,
    ...locator(value, root, spans, (offset) => lines.position(offset).line),
  };
}

/**
 * The same for an OpenAPI document that js-yaml refuses: `yaml` forgives other things and explains faults better. Where only the syntax
 * is sound, the document is read.
 */
export function tolerantYaml(file: string, text: string): Parsed {
  const { value: root, errors, starts, lines } = readNodes(text);
  const faults = errors.map(({ span, message, expected, hint }): SyntaxFault => {
    const position = lines.position(span.start);
    return { code: 'yaml-syntax', message: `Not valid YAML: ${message}`, position, expected, hint };
  });
  if (faults.length > 0) return { document: null, faults: firstOfEachLine(faults) };
  return { document: documentOf({ file, format: 'yaml', root }, text, (value) => starts.get(value)), faults };
}

const MAX_LISTED = 10;

/** One slip makes all that follows it look wrong, so a line is listed once, and of many lines the first. */
function firstOfEachLine(faults: readonly SyntaxFault[]): readonly SyntaxFault[] {
  const lines = new Set<number | undefined>();
  const listed = faults.filter(({ position }) => !lines.has(position?.line) && lines.add(position?.line));
  const rest = listed.length - MAX_LISTED;
  if (rest <= 0) return listed;
  const message = `Not valid YAML: ${rest} more lines have errors, perhaps only because of those above`;
  const position = listed[MAX_LISTED]?.position ?? null;
  return [...listed.slice(0, MAX_LISTED), { code: 'yaml-syntax', message, position }];
}

interface Nodes extends Reading {
  readonly value: unknown;
  /** Of the syntax. */
  readonly errors: readonly TextFault[];
  readonly root: Span;
  readonly lines: LineIndex;
}

function readNodes(source: string): Nodes {
  // `yaml` doesn't take a lone CR for a line break, though it is one (YAML 1.2, 5.4); offsets stay what they were.
  const text = source.replace(/\r(?!\n)/g, '\n');
  const whole = { start: 0, length: text.length };
  const reading: Reading = { spans: new Map(), starts: new Map(), faults: [], text };
  const nothing = { ...reading, value: null, root: whole, lines: indexLines(text) };
  let document: Document.Parsed;
  try {
    document = parseDocument(text, { uniqueKeys: false, logLevel: 'error', prettyErrors: false, strict: true });
  } catch (thrown) {
    return {
      ...nothing,
      errors: [thrown instanceof RangeError ? depthFault(0) : syntaxFault('IMPOSSIBLE', whole, text)],
    };
  }
  const faultOf = ({ code, pos: [start, end] }: YAMLError) =>
    syntaxFault(code, { start, length: Math.max(1, end - start) }, text);
  const errors = document.errors.map(faultOf);
  reading.faults.push(...document.warnings.map(faultOf));
  const { contents } = document;
  return contents
    ? { ...nothing, errors, value: toPlain(contents, reading), root: spanOf(contents) }
    : { ...nothing, errors };
}

interface Reading {
  readonly spans: Spans;
  /** Offsets of mappings and lists: of their keys, or of themselves in a list. */
  readonly starts: Map<object, number>;
  readonly faults: TextFault[];
  readonly text: string;
}

function toPlain(root: Node, { spans, starts, faults, text }: Reading): unknown {
  const anchors = new Map<string, unknown>();

  function plain(node: unknown, depth: number, key: unknown = node): unknown {
    if (isAlias(node)) return alias(node.source, spanOf(node));
    if (isScalar(node)) {
      const open = unclosedQuote(node, text);
      if (open) faults.push(open);
      const value = typeof node.value === 'bigint' ? Number(node.value) : (node.value ?? null);
      if (node.anchor) anchors.set(node.anchor, value);
      return value;
    }
    if (!isMap(node) && !isSeq(node)) return null;
    if (depth >= MAX_DEPTH) {
      if (!faults.some(({ code }) => code === 'too-deep')) faults.push(depthFault(spanOf(node).start));
      return null;
    }
    const holder = isMap(node) ? mapping(node, depth) : list(node, depth);
    starts.set(holder, spanOf(key).start);
    return holder;
  }

  function alias(name: string, span: Span): unknown {
    if (anchors.has(name)) return anchors.get(name);
    faults.push({
      code: 'yaml-alias',
      message: `the alias *${name} has no anchor`,
      span,
      expected: `an anchor &${name} above it`,
      hint: null,
    });
    return null;
  }

  function list(node: YAMLSeq, depth: number): unknown[] {
    const items: unknown[] = [];
    const entries: EntrySpans = new Map();
    spans.set(items, entries);
    if (node.anchor) anchors.set(node.anchor, items);
    for (const item of node.items) {
      // `[a: b]` is a list holding a mapping of one pair
      const value = isPair(item) ? pairs([item], {}, new Map(), depth) : plain(item, depth + 1);
      entries.set(items.length, { key: null, value: spanOf(isPair(item) ? item.key : item, node) });
      items.push(value);
    }
    return items;
  }

  function mapping(node: YAMLMap, depth: number): Record<string, unknown> {
    const out: Record<string, unknown> = {};
    const entries: EntrySpans = new Map();
    if (node.anchor) anchors.set(node.anchor, out);
    return pairs(node.items, out, entries, depth);
  }

  function pairs(
    items: readonly { readonly key: unknown; readonly value: unknown }[],
    out: Record<string, unknown>,
    entries: EntrySpans,
    depth: number,
  ): Record<string, unknown> {
    spans.set(out, entries);
    const merged: unknown[] = [];
    for (const { key, value } of items) {
      const keySpan = spanOf(key);
      const name = keyName(plain(key, depth + 1), keySpan);
      const content = plain(value, depth + 1, key);
      if (name === '<<' && isScalar(key) && key.type === 'PLAIN') {
        merged.push(content);
        continue;
      }
      if (Object.hasOwn(out, name)) faults.push(repeatedKey(name, keySpan));
      setEntry(out, name, content);
      entries.set(name, { key: keySpan, value: value === null ? keySpan : spanOf(value) });
    }
    for (const source of merged.flat()) merge(source, out, entries);
    return out;
  }

  /** Keys of the merged mapping that the mapping itself doesn't have (yaml.org/type/merge.html). */
  function merge(source: unknown, out: Record<string, unknown>, entries: EntrySpans): void {
    if (typeof source !== 'object' || source === null || Array.isArray(source)) return;
    const places = spans.get(source);
    for (const [name, value] of Object.entries(source)) {
      if (Object.hasOwn(out, name)) continue;
      setEntry(out, name, value);
      const place = places?.get(name);
      if (place) entries.set(name, place);
    }
  }

  function keyName(key: unknown, span: Span): string {
    if (typeof key === 'object' && key !== null) {
      faults.push({
        code: 'key-not-text',
        message: 'a list or mapping instead of a key',
        span,
        expected: 'text as a key',
        hint: 'a key that begins with [ or { needs quotes',
      });
    }
    return typeof key === 'object' ? 'null' : String(key);
  }

  return plain(root, 0);
}

const UNCLOSED = 'this quote never ends';

function unclosedQuote(node: Scalar, text: string): TextFault | null {
  const quote = node.type === 'QUOTE_DOUBLE' ? '"' : node.type === 'QUOTE_SINGLE' ? "'" : null;
  const { start, length } = spanOf(node);
  if (quote === null || (length > 1 && text[start + length - 1] === quote)) return null;
  const span = { start, length: 1 };
  return { code: 'yaml-syntax', message: UNCLOSED, span, expected: `a closing ${quote}`, hint: null };
}

/** Where a node stands; a node without a range (an empty value) stands where its parent begins. */
function spanOf(node: unknown, parent?: Node): Span {
  const range = (node as Node | null)?.range ?? parent?.range;
  return range ? { start: range[0], length: Math.max(0, range[1] - range[0]) } : { start: 0, length: 0 };
}

/** Sets a key as plain data: `__proto__` from a file must be an ordinary entry. */
function setEntry(target: Record<string, unknown>, key: string, value: unknown): void {
  if (key === '__proto__') {
    Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
  } else target[key] = value;
}
