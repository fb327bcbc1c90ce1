import { isAlias, isMap, isScalar, isSeq, type Node, type Pair, parseDocument, type YAMLMap, type YAMLSeq } from 'yaml';
import type { ExpectedAnswer } from '../../whatif/expectation.ts';
import { scalar } from '../routes-file/write-scalar.ts';
import { jsonValue } from '../text/walk-json.ts';
import { EXPECTED_KEYS } from './requests-file-spec.ts';
import { type ValueStyle, valueText } from './write-requests-file.ts';

/** A part of a text and what takes its place. */
export interface Change {
  readonly start: number;
  readonly end: number;
  readonly by: string;
}

type Value = Parameters<typeof valueText>[0];

interface Context {
  /** As it stands, with lone CRs, which end lines too, as LFs: all offsets are those of the text. */
  readonly source: string;
  readonly text: string;
  readonly isJson: boolean;
  readonly aliasesToo: boolean;
  readonly changes: Change[];
}

/**
 * What has to change in the text of a requests file so that its entries expect `now` in place of `before`, in the order of the text; null
 * where that's unknown. With `aliasesToo`, what is an alias or comes by a merge key is written out, whatever it stands for.
 */
export function changesOf(
  text: string,
  before: readonly ExpectedAnswer[],
  now: readonly ExpectedAnswer[],
  aliasesToo: boolean,
): readonly Change[] | null {
  const source = text.replace(/\r(?!\n)/g, '\n');
  const document = parseDocument(source, { logLevel: 'error', keepSourceTokens: true, merge: true });
  const contents: unknown = document.contents;
  const list = isMap(contents) ? contents.get('requests', true) : contents;
  if (document.errors.length > 0 || !isSeq(list) || list.items.length !== now.length) return null;
  const context: Context = { source, text, isJson: isJson(text), aliasesToo, changes: [] };
  for (const [i, item] of list.items.entries()) {
    if (isMap(item)) changeEntry(item, before[i] ?? {}, now[i] ?? {}, context);
    else if (isScalar(item)) extendLine(item as Node, list as YAMLSeq, now[i] ?? {}, context);
  }
  return context.changes.sort((a, b) => a.start - b.start || a.end - b.end);
}

function changeEntry(entry: YAMLMap, before: ExpectedAnswer, now: ExpectedAnswer, context: Context): void {
  const nested = pairOf(entry, 'expect');
  const keys = EXPECTED_KEYS.filter((key) => now[key] !== undefined);
  if (nested && isAlias(nested.value)) {
    if (!context.aliasesToo && keys.every((key) => isSameValue(before[key], now[key]))) return;
    const inner = keys.map((key) => `${keyText(key, context)}: ${valueText(now[key], styleOf(true, context))}`);
    replace(nested, `{${inner.join(', ')}}`, context);
    return;
  }
  const target = nested && isMap(nested.value) ? nested.value : entry;
  const more: (readonly [key: string, value: Value])[] = [];
  for (const key of keys) {
    const holder = pairOf(target, key) ? target : entry;
    const pair = pairOf(holder, key);
    const isSame = isSameValue(before[key], now[key]);
    const isIndirect = pair === undefined || isAlias(pair.value);
    if (isSame && !(isIndirect && context.aliasesToo)) continue;
    if (pair) changeValue(pair, now[key], holder.flow === true, context);
    else more.push([key, now[key]]);
  }
  if (more.length === 0) return;
  if (target.flow) addToFlow(target, more, context);
  else addToBlock(target, more, context);
}

/** Parameters of the same names are changed one by one. */
function changeValue(pair: Pair<Node, Node | null>, now: Value, inFlow: boolean, context: Context): void {
  const { value } = pair;
  if (isMap(value) && typeof now === 'object' && now !== null) {
    const pairs = value.items as Pair<Node, Node | null>[];
    const names = Object.keys(now);
    if (pairs.length === names.length && pairs.every(({ key }) => names.includes(String(key)))) {
      for (const inner of pairs) {
        const [was, is] = [isScalar(inner.value) ? inner.value.value : undefined, now[String(inner.key)]];
        if (!isSameValue(was, is)) replace(inner, valueText(is, styleOf(value.flow === true, context)), context);
      }
      return;
    }
  }
  replace(pair, valueText(now, styleOf(inFlow, context)), context);
}

/** Puts a value on one line in the place of another, which may be on several, or nothing at all. */
function replace({ key, value }: Pair<Node, Node | null>, by: string, { source, changes }: Context): void {
  const colon = source.indexOf(':', key.range?.[1] ?? 0) + 1;
  const [start, end] = [value?.range?.[0] ?? colon, value === null ? colon : endOf(value, source)];
  const isBlock = (isMap(value) || isSeq(value)) && !value.flow;
  if (start >= end) changes.push({ start: colon, end: colon, by: ` ${by}` });
  else if (!isBlock) changes.push({ start, end, by });
  else {
    changes.push({ start: colon, end: colon, by: ` ${by}` });
    // A comment behind the key is left where it is.
    changes.push({ start: lineEnd(source, colon), end, by: '' });
  }
}

function addToBlock(map: YAMLMap, more: readonly (readonly [string, Value])[], context: Context): void {
  const { source, changes } = context;
  const token = map.srcToken;
  const indent = ' '.repeat(token?.type === 'block-map' ? token.indent : 0);
  const at = lineEnd(source, endOf(map, source));
  const lines = more.map(([key, value]) => `${breakAt(at, context)}${indent}${key}: ${valueText(value, 'block')}`);
  changes.push({ start: at, end: at, by: lines.join('') });
}

function addToFlow(map: YAMLMap, more: readonly (readonly [string, Value])[], context: Context): void {
  const { source, text, changes } = context;
  const last = map.items.at(-1) as Pair<Node, Node | null> | undefined;
  const at = last ? endOf(last.value ?? last.key, source) : (map.range?.[0] ?? 0) + 1;
  const key = last?.key.range?.[0] ?? at;
  // Each on a line of its own where the last one is.
  const own = last ? /(?:\r\n|\n|\r)[ \t]*$/.exec(text.slice(0, key))?.[0] : undefined;
  const separator = `,${own ?? ' '}`;
  const pairs = more.map(([name, value]) => `${keyText(name, context)}: ${valueText(value, styleOf(true, context))}`);
  changes.push({ start: at, end: at, by: (last ? separator : '') + pairs.join(separator) });
}

/** `- GET /users` becomes an entry with keys. */
function extendLine(item: Node, list: YAMLSeq, now: ExpectedAnswer, context: Context): void {
  const pairs = EXPECTED_KEYS.flatMap((key) => (now[key] === undefined ? [] : [[key, now[key]] as const]));
  if (pairs.length === 0) return;
  const { source, changes } = context;
  const [start, end] = [item.range?.[0] ?? 0, endOf(item, source)];
  const said = source.slice(start, end);
  const request = /\n/.test(said) ? scalar(String((item as { value?: unknown }).value), 'flow') : said;
  if (list.flow) {
    const style = styleOf(true, context);
    const rest = pairs.map(([key, value]) => `${keyText(key, context)}: ${valueText(value, style)}`);
    changes.push({ start, end, by: `{${[`${keyText('request', context)}: ${request}`, ...rest].join(', ')}}` });
    return;
  }
  // Behind the dash, so that an anchor stays the request's.
  const dash = /-([ \t]+)(?:[&!]\S+[ \t]+)*$/.exec(source.slice(0, start));
  const from = dash ? dash.index + 1 : start;
  const blanks = dash?.[1] && !dash[1].includes('\t') ? dash[1] : ' ';
  const properties = source.slice(from + (dash?.[1]?.length ?? 0), start);
  changes.push({ start: from, end, by: `${dash ? blanks : ''}request: ${properties}${request}` });
  const at = lineEnd(source, end);
  const column = from - (source.lastIndexOf('\n', from - 1) + 1);
  const indent = ' '.repeat(column + (dash ? blanks.length : 0));
  const lines = pairs.map(([key, value]) => `${breakAt(at, context)}${indent}${key}: ${valueText(value, 'block')}`);
  changes.push({ start: at, end: at, by: lines.join('') });
}

const pairOf = (map: YAMLMap, name: string) =>
  map.items.find(({ key }) => isScalar(key) && key.value === name) as Pair<Node, Node | null> | undefined;

const styleOf = (inFlow: boolean, { isJson }: Context): ValueStyle => (isJson ? 'json' : inFlow ? 'flow' : 'block');
const keyText = (key: string, { isJson }: Context) => (isJson ? `"${key}"` : key);

/** Where a node's own text ends, comments and blank lines behind it apart. */
function endOf(node: Node, source: string): number {
  if ((isMap(node) || isSeq(node)) && !node.flow) {
    const last: unknown = node.items.at(-1);
    const pair = isMap(node) ? (last as Pair<Node, Node | null> | undefined) : undefined;
    const inner = pair
      ? pair.value?.range && pair.value.range[1] > pair.value.range[0]
        ? pair.value
        : pair.key
      : last;
    if (inner) return endOf(inner as Node, source);
  }
  let end = node.range?.[1] ?? 0;
  while (end > (node.range?.[0] ?? 0) && /\s/.test(source[end - 1] ?? '')) end--;
  return end;
}

/** The end of a place's line, before its break. */
function lineEnd(source: string, from: number): number {
  const end = source.slice(from).search(/\r?\n/);
  return end < 0 ? source.length : from + end;
}

/** The line break that is used around a place. */
function breakAt(at: number, { text }: Context): string {
  const next = /^(?:\r\n|\n|\r)/.exec(text.slice(at))?.[0];
  return next ?? /(?:\r\n|\n|\r)(?=[^\r\n]*$)/.exec(text.slice(0, at))?.[0] ?? '\n';
}

const isJson = (text: string) => /^\s*[{[]/.test(text) && jsonValue(text) !== undefined;

/** Whether two values of an expectation are equal; parameters in any order. */
export function isSameValue(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return Object.is(a, b);
  const [ofA, ofB] = [Object.entries(a), new Map(Object.entries(b))];
  return ofA.length === ofB.size && ofA.every(([key, value]) => ofB.has(key) && Object.is(value, ofB.get(key)));
}
