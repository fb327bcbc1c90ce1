import { type Document, isMap, isScalar, isSeq, parseDocument, type YAMLMap } from 'yaml';
import type { ExpectedAnswer, RequestEntry } from '../../whatif/expectation.ts';
import { EXPECTED_KEYS } from './judge.ts';
import { writeRequestsFile } from './write.ts';

/**
 * The text of a requests file with other expectations, everything else in it as it was: comments, order, the way requests
 * are written. `entries` are those that `readRequestsFile` gave for the text, with their new expectations. What a person
 * had left open stays open, except that every entry gets the new status.
 */
export function updateRequestsFile(text: string, entries: readonly RequestEntry[]): string {
  const document = parseDocument(text, { logLevel: 'error' });
  const list = isSeq(document.contents) ? document.contents : document.get('requests');
  if (document.errors.length > 0 || !isSeq(list) || list.items.length !== entries.length) {
    return writeRequestsFile(entries);
  }
  for (const [i, { expect }] of entries.entries()) {
    const item = list.items[i];
    if (isMap(item)) updateEntry(item, expect, document);
    else if (isScalar(item)) {
      const entry = document.createNode({ request: String(item.value), ...stated(expect) });
      if (item.commentBefore) entry.commentBefore = item.commentBefore;
      list.items[i] = entry;
    }
  }
  return document.toString({ lineWidth: 0 });
}

function updateEntry(entry: YAMLMap, expect: ExpectedAnswer, document: Document): void {
  const nested = entry.get('expect');
  const target = isMap(nested) ? nested : entry;
  const isOpen = EXPECTED_KEYS.every((key) => !target.has(key));
  for (const key of EXPECTED_KEYS) {
    const value = expect[key];
    const wanted = target.has(key) || isOpen || key === 'status' || key === 'location';
    if (!wanted || (value === undefined && !target.has(key))) continue;
    const now = value === undefined ? null : value;
    const old = target.get(key, true);
    if (isScalar(old) && (now === null || typeof now !== 'object')) old.value = now;
    else target.set(key, document.createNode(now, { flow: true }));
  }
}

const stated = (expect: ExpectedAnswer) =>
  Object.fromEntries(EXPECTED_KEYS.filter((key) => expect[key] !== undefined).map((key) => [key, expect[key]]));
