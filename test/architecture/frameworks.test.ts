import { describe, expect, it } from 'vitest';
import { APP_KINDS } from '../../src/dialects/registry.ts';
import { codeOf, sourceFiles } from './source-files.ts';

/** Names of frameworks and kinds of applications, as literals. */
const LITERAL = new RegExp(`(['"\`])(${[...APP_KINDS.keys()].join('|')})\\1`, 'g');

/** Where such a word means something else. */
const OTHER_MEANINGS: readonly (readonly [file: string, word: string, meaning: string])[] = [
  ['formats/detect.ts', 'openapi', 'a key of the document'],
  ['formats/openapi/version.ts', 'openapi', 'a key of the document'],
  ['formats/scenario-file/scenario-file-spec.ts', 'router', 'the first word of a locator'],
  ['session/view/table.ts', 'router', 'a declared router, as people call it'],
];

const found = sourceFiles
  .filter((file) => !/^dialects\/[^/]+\//.test(file))
  .flatMap((file) => [...codeOf(file).matchAll(LITERAL)].map(([, , word = '']) => ({ file, word })))
  .filter(({ file, word }) => !OTHER_MEANINGS.some(([where, what]) => where === file && what === word));

const FOLDERS = new Set(sourceFiles.map((file) => /^dialects\/([^/]+)\//.exec(file)?.[1]).filter(Boolean));

describe('a framework', () => {
  it('is named in its own folder of src/dialects only, so that adding one is a folder and a line', () => {
    const files = [...new Set(found.map(({ file }) => file))];
    const list = files.map((file) => `${file}: ${found.filter((one) => one.file === file).length}`).join('\n');
    expect(list).toBe('');
  });

  it('is built on the Starlette folder or on none', () => {
    const wrong = sourceFiles.filter((file) => {
      const [, own] = /^dialects\/([^/]+)\//.exec(file) ?? [];
      const others = [...codeOf(file).matchAll(/from '(?:\.\.\/)+([a-z]+)\//g)].map(([, folder]) => folder);
      return own !== undefined && others.some((one) => FOLDERS.has(one) && one !== own && one !== 'starlette');
    });
    expect(FOLDERS.size).toBeGreaterThan(2);
    expect(wrong).toEqual([]);
  });

  it('is not confused with words that only look so, as long as these are there', () => {
    const unused = OTHER_MEANINGS.filter(([file, word]) => !sourceFiles.includes(file) || !codeOf(file).includes(word));
    expect(unused).toEqual([]);
  });
});
