import type { ExpectedAnswer, RequestEntry } from '../../whatif/expectation.ts';
import { readRequestsFile } from './read-requests-file.ts';
import { EXPECTED_KEYS } from './requests-file-spec.ts';
import { changesOf, isSameValue } from './text-changes.ts';

/**
 * The text of a requests file with other expectations, everything else in it byte for byte as it was: comments, line endings, the
 * way requests are written. `entries` are those that `readRequestsFile` gave for the text, with all that they expect from now on.
 * What comes out is read again: null where it wouldn't say just that (aliases and merge keys can be written in ways that no
 * single place can change).
 */
export async function updateRequestsFile(text: string, entries: readonly RequestEntry[]): Promise<string | null> {
  const before = await expectationsIn(text);
  if (before?.length !== entries.length) return null;
  const now = entries.map(({ expect }) => expect);
  // What is right already stays as it is, unless it is so only through an alias of what changes.
  for (const aliasesToo of [false, true]) {
    const changes = changesOf(text, before, now, aliasesToo);
    if (changes === null) return null;
    const updated = changes.reduceRight((all, { start, end, by }) => all.slice(0, start) + by + all.slice(end), text);
    const after = await expectationsIn(updated);
    if (after?.length === now.length && after.every((one, i) => isSameExpectation(one, now[i] ?? {}))) return updated;
  }
  return null;
}

async function expectationsIn(text: string): Promise<readonly ExpectedAnswer[] | null> {
  const { entries } = await readRequestsFile(text, '');
  return entries?.map(({ expect }) => expect) ?? null;
}

const isSameExpectation = (a: ExpectedAnswer, b: ExpectedAnswer) =>
  EXPECTED_KEYS.every((key) => isSameValue(a[key], b[key]));
