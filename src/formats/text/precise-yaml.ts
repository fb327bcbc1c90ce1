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
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import { indexLines } from './lines.ts';
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
  // `yaml` doesn't take a lone CR for a line break, though it is one (YAML 1.2, 5.4); offsets stay what they were.
  const text = source.replace(/\r(?!\n)/g, '\n');
  const lines = indexLines(text);
  const whole = { start: 0, length: text.length };
  let document: Document.Parsed;
  try {
    document = parseDocument(text, { uniqueKeys: false, logLevel: 'error', prettyErrors: false, strict: true });
  } catch (thrown) {
    const fault = thrown instanceof RangeError ? depthFault(0) : syntaxFault('IMPOSSIBLE', whole, text);
    return { value: null, faults: [fault], ...locator(null, whole, new Map(), () => 1) };
  }
  const spans: Spans = new Map();
  const faults: TextFault[] = [...document.errors, ...document.warnings].map((error) =>
    syntaxFault(error.code, { start: error.pos[0], length: Math.max(1, error.pos[1] - error.pos[0]) }, text),
  );
  const value = document.contents ? toPlain(document.contents, { spans, faults, text }) : null;
  // what follows a quote that never ends is part of it, and so are the faults there
  const open = faults.find(({ message }) => message === UNCLOSED);
  if (open) faults.splice(0, faults.length, ...faults.filter(({ span }) => span.start <= open.span.start));
  const root = document.contents ? spanOf(document.contents) : whole;
  const places = locator(value, root, spans, (offset) => lines.position(offset).line);
  return { value, faults, ...places };
}

interface Reading {
  readonly spans: Spans;
  readonly faults: TextFault[];
  readonly text: string;
}

function toPlain(root: Node, { spans, faults, text }: Reading): unknown {
  const anchors = new Map<string, unknown>();

  function plain(node: unknown, depth: number): unknown {
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
    return isMap(node) ? mapping(node, depth) : list(node, depth);
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
      const content = plain(value, depth + 1);
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
