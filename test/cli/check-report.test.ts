import { describe, expect, it } from 'vitest';
import { checkJson, checkJunit, checkText } from '../../src/cli/check-report.ts';
import { painter } from '../../src/cli/output.ts';
import { makeRequest } from '../../src/model/request.ts';
import type { Resolution } from '../../src/model/resolution.ts';
import type { CheckResult } from '../../src/whatif/expectation.ts';
import { HOSTILE_STRINGS } from '../hostile/strings.ts';
import { unsafeIn } from '../hostile/unsafe.ts';

const strings = [...Object.values(HOSTILE_STRINGS), '<a b="c">&amp;</a>', ']]>', "it's", '\u2424', 'a\nb'];
const results = strings.map(
  (text): CheckResult => ({
    entry: { name: text, request: makeRequest(text, `/${text}`), expect: { route: text }, line: 3 },
    resolution: { status: 404, outcome: 'not-found', route: null, params: { [text]: text } } as unknown as Resolution,
    differences: [text, `route: ${text}`],
  }),
);

/** XML 1.0, 2.2: what a document may hold. */
const CHARACTERS = /^[\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u;
/** Elements with quoted attributes, the declaration, text with references only. */
const MARKUP = /<\?xml [^<>]*\?>|<\/?[a-z]+(?: [a-z]+="(?:[^"&<]|&#\d+;)*")*\/?>|(?:[^<>&]|&#\d+;)+/g;

describe('a report of hostile requests', () => {
  it('is XML that every reader takes', () => {
    const xml = checkJunit(results, strings.join(''));
    expect(xml).toMatch(CHARACTERS);
    expect(xml.replace(MARKUP, '')).toBe('');
    const open = [...xml.matchAll(/<(testsuites|testsuite|testcase|failure)\b(?![^>]*\/>)/g)].length;
    expect([...xml.matchAll(/<\/[a-z]+>/g)]).toHaveLength(open);
    expect(xml.match(/<testcase /g)).toHaveLength(results.length);
    expect(unsafeIn(xml)).toBeNull();
  });

  it('is safe to print, and JSON with every value as it was', () => {
    expect(unsafeIn(checkText(results, strings.join(''), painter(false)))).toBeNull();
    const json = checkJson(results, 'x');
    expect(unsafeIn(json)).toBeNull();
    expect((JSON.parse(json) as { name: string }[]).map(({ name }) => name)).toEqual(strings);
  });
});
