import fc from 'fast-check';
import { expect, it } from 'vitest';
import { common, contains, outside } from '../../../src/diagnosis/lint/automaton.ts';
import { includes } from '../../../src/diagnosis/lint/inclusion.ts';
import { scopesOf } from '../../../src/diagnosis/lint/scope.ts';
import { compile } from '../../../src/dialects/index.ts';
import { buildTree } from '../../../src/formats/routes-file/build-tree.ts';
import { runs } from '../../support/runs.ts';

const segment = fc.constantFrom(
  'a',
  '7',
  '',
  '{x}',
  '{x:int}',
  '{x:float}',
  '{x:uuid}',
  '{x:path}',
  'a.{x}',
  '{x}.b',
  '2.5',
);
const path = fc
  .array(segment, { minLength: 1, maxLength: 4 })
  .map((segments) => `/${segments.map((one, i) => one.replace('x', `p${i}`)).join('/')}`);

function entryOf(where: string, mounted: boolean) {
  const route = mounted ? { mount: where, app: { kind: 'asgi' as const } } : `GET ${where}`;
  const [entry] = scopesOf(compile(buildTree({ framework: 'starlette', routes: [route] })))[0]?.entries ?? [];
  if (!entry) throw new Error(`nothing registered for ${where}`);
  return entry;
}

it('comparing segments says what the automata say, and words shown are words of the language', () => {
  fc.assert(
    fc.property(path, path, fc.boolean(), fc.boolean(), (a, b, mountA, mountB) => {
      const wide = entryOf(a, mountA);
      const narrow = entryOf(b, mountB);
      const word = outside(narrow.paths(), [wide.paths()]);
      expect(includes(wide, narrow)).toBe(word === null);
      if (typeof word === 'string') {
        expect(contains(narrow.paths(), word)).toBe(true);
        expect(contains(wide.paths(), word)).toBe(false);
      }
      const both = common(wide.paths(), narrow.paths());
      if (typeof both === 'string') expect(contains(wide.paths(), both) && contains(narrow.paths(), both)).toBe(true);
    }),
    { numRuns: runs(250) },
  );
});
