import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readYamlFast } from '../../../src/formats/text/fast-yaml.ts';
import { indexLines } from '../../../src/formats/text/lines.ts';
import type { ParsedText } from '../../../src/formats/text/parsed-text.ts';
import { readYaml } from '../../../src/formats/text/precise-yaml.ts';
import { readJson } from '../../../src/formats/text/walk-json.ts';
import type { KeyPath } from '../../../src/model/file-fault.ts';
import { runs } from '../../support/runs.ts';
import { routesFile } from '../routes-file/arbitrary.ts';
import { toYaml } from './to-yaml.ts';

/** Paths to everything in a value. */
function* pathsOf(value: unknown, path: KeyPath = []): Generator<KeyPath> {
  yield path;
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value))
    yield* pathsOf(inner, [...path, Array.isArray(value) ? Number(key) : key]);
}

const sliceAt = (text: string, parsed: ParsedText, path: KeyPath) => {
  const span = parsed.locate(path, 'value');
  return span ? text.slice(span.start, span.start + span.length) : '';
};
const at = (value: unknown, path: KeyPath) =>
  path.reduce((inner, step) => (inner as never)[step], value as never) as unknown;

describe('readJson', () => {
  it('reads what JSON.parse reads, and knows where it stands', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(undefined, 1, '\t'), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        const { parsed, fault } = readJson(text, 'all');
        expect(fault).toBeNull();
        expect(parsed?.value).toEqual(JSON.parse(text));
        for (const path of pathsOf(value)) {
          if (parsed) expect(JSON.parse(sliceAt(text, parsed, path))).toEqual(at(JSON.parse(text), path));
        }
      }),
    );
  });

  it('refuses what JSON.parse refuses', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom(
            '{',
            '}',
            '[',
            ']',
            ',',
            ':',
            '"a"',
            '"\\u00e9"',
            '"\\x"',
            "'a'",
            '1',
            '-',
            '01',
            '1.',
            'true',
            'nul',
            ' ',
            '\n',
            '"\n"',
          ),
          { maxLength: 9 },
        ),
        (tokens) => {
          const text = tokens.join('');
          let valid = true;
          try {
            JSON.parse(text);
          } catch {
            valid = false;
          }
          const { parsed, fault } = readJson(text, 'all');
          expect([parsed !== null, fault === null]).toEqual([valid, valid]);
        },
      ),
      { numRuns: runs(400) },
    );
  });

  it.each([
    ['{"a": 1,}', 7, 'a comma with nothing after it'],
    ['{"a" 1}', 5, 'found `1` after the key "a"'],
    ["{'a': 1}", 1, "found `'` instead of a key"],
    ['[1 2]', 3, 'found `2` after an item of a list'],
    ['{"a": "b}', 6, 'this string never ends on its line'],
    ['{"a": tru}', 6, 'found `tru` instead of a value'],
    ['[', 1, 'the file ends instead of a value'],
    ['', 0, 'there is nothing in it'],
    ['1 1', 2, 'found `1` after the end of the document'],
  ])('says of %s what is wrong at %i', (text, start, message) => {
    const { fault } = readJson(text, 'all');
    expect([fault?.span.start, fault?.message]).toEqual([start, message]);
  });

  it('takes hostile keys for plain data, and stops at a depth', () => {
    const { parsed } = readJson('{"__proto__": {"x": 1}}', 'all');
    expect(Object.keys(parsed?.value as object)).toEqual(['__proto__']);
    expect(({} as { x?: unknown }).x).toBeUndefined();
    expect(readJson('['.repeat(1e6), 'all').fault?.code).toBe('too-deep');
  });
});

describe('YAML, fast and precise', () => {
  it.each(['\n', '\r\n', '\r'])('agree on lines that end in %j', (end) => {
    const text = ['a: 1', 'b:', '  - c: x', ''].join(end);
    const [fast, precise] = [readYamlFast(text), readYaml(text)];
    expect(precise.faults).toEqual([]);
    expect(precise.value).toEqual(fast?.value);
    expect(sliceAt(text, precise, ['b', 0, 'c'])).toBe('x');
  });

  it('agree on values and lines', () => {
    fc.assert(
      fc.property(routesFile, fc.nat(3), (file, style) => {
        const text = toYaml(file, style);
        const precise = readYaml(text);
        const fast = readYamlFast(text);
        expect(precise.faults).toEqual([]);
        expect(precise.value).toEqual(file);
        expect(fast?.value).toEqual(file);
        for (const path of pathsOf(file)) {
          if (path.at(-2) !== 'routes' && path.at(-2) !== 'routers') continue;
          expect([path, fast?.lineOf(path)]).toEqual([path, precise.lineOf(path)]);
        }
      }),
      { numRuns: runs(30) },
    );
  });
});

describe('indexLines', () => {
  it.each([
    ['one\ntwo\n', 4, 2, 1, 'two'],
    ['one\r\ntwo', 6, 2, 2, 'two'],
    ['one\rtwo', 4, 2, 1, 'two'],
    ['one', 99, 1, 4, 'one'],
    ['', 0, 1, 1, ''],
    ['a\n', 2, 2, 1, ''],
  ])('%j at %i is line %i column %i', (text, offset, line, column, lineText) => {
    const index = indexLines(text);
    expect(index.position(offset)).toEqual({ line, column });
    expect(index.lineText(line)).toBe(lineText);
  });
});
