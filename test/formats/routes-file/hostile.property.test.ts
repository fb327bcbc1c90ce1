import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSource } from '../../../src/formats/read-source.ts';
import { readRoutesFile } from '../../../src/formats/routes-file/read-routes-file.ts';
import { errorsOf } from '../../../src/model/problem.ts';
import { runs } from '../../support/runs.ts';
import { routesFile, trickyText } from './arbitrary.ts';

const read = (text: string) => readRoutesFile(text, { file: 'r.yaml' });
const codes = async (text: string) => (await read(text)).problems.map(({ code }) => code);
const repeat = (count: number, line: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => line(i)).join('\n');

const mountOf = (list: string) => `{mount: /a, app: {kind: router, routes: ${list}}}`;
/** Ten lists, each holding the one before ten times: ten thousand million routes. */
const BOMB = `x0: &a0 [GET /]\n${repeat(
  9,
  (i) =>
    `x${i + 1}: &a${i + 1} [${Array(10)
      .fill(mountOf(`*a${i}`))
      .join(', ')}]`,
)}`;
const doubling = (levels: number) =>
  `x0: &a0 [GET /]\n${repeat(levels, (i) => `x${i + 1}: &a${i + 1} [${mountOf(`*a${i}`)}, ${mountOf(`*a${i}`)}]`)}`;

describe('hostile routes files', () => {
  it.each<[what: string, text: string, code: string]>([
    ['an alias bomb', `routes: *a9\n${BOMB}`, 'yaml-alias'],
    ['an alias bomb that goes off', `${BOMB}\nroutes: *a9`, 'alias-bomb'],
    ['a deep alias bomb', `${doubling(60)}\nroutes: *a60`, 'too-deep'],
    ['a value inside itself', 'routes: &a [{mount: /, app: {kind: router, routes: *a}}]', 'too-deep'],
    ['a list inside itself', 'routes: &a [*a]', 'wrong-type'],
    ['brackets without end', '['.repeat(20_000), 'too-deep'],
    ['braces without end, in JSON', '{"routes":'.repeat(20_000), 'too-deep'],
    ['dashes without end', `routes:\n  ${'- '.repeat(5000)}x`, 'too-deep'],
    [
      'routers that double',
      `routers:\n${repeat(40, (i) => `  r${i}: {routes: [GET /x, ${i < 39 ? `{include: r${i + 1}, prefix: /a}, {include: r${i + 1}, prefix: /b}` : ''}]}`)}`,
      'too-many-routes',
    ],
    [
      'routers in a chain',
      `routers:\n${repeat(20_000, (i) => `  r${i}: {routes: [{include: r${i + 1}, prefix: /a}]}`)}\n  r20000: {}`,
      'too-many-routes',
    ],
    [
      'a ring of routers',
      `routers:\n${repeat(5000, (i) => `  r${i}: {routes: [{include: r${(i + 1) % 5000}}]}`)}`,
      'include-cycle',
    ],
    ['nothing but unknown keys', repeat(20_000, (i) => `k${i}: ${i}`), 'unknown-key'],
    [
      'nothing but unknown routers',
      `routers:\n${repeat(3000, (i) => `  router${i}: {}`)}\nroutes:\n${repeat(3000, (i) => `  - include: ruoter${i}`)}`,
      'unknown-router',
    ],
    ['the same key over and over', repeat(5000, () => 'routes: []'), 'duplicate-key'],
    ['a long line of braces', `routes: ["GET /${'{'.repeat(50_000)}", 1]`, 'wrong-type'],
    [
      'parameters without end',
      `routes:\n  - GET /${repeat(5000, () => '{a}').replaceAll('\n', '/')}`,
      'duplicate-parameter',
    ],
    ['a path of a megabyte', `routes: ["GET ${'/a'.repeat(500_000)}", 1]`, 'wrong-type'],
  ])('%s', async (_, text, code) => {
    const found = await codes(text);
    expect(found).toContain(code);
  });

  it('finds faults in a file that is too long for a second look', async () => {
    const long = `routes:\n${'  - GET /users/{user_id}/orders/{order_id}\n'.repeat(40_000)}`;
    const briefly = async (text: string) => (await read(text)).problems.map(({ at, code }) => `${at?.line} ${code}`);
    expect(await briefly(`${long}  - include: nobody\n    prefix: x\n`)).toEqual([
      '40002 prefix',
      '40002 unknown-router',
    ]);
    expect(await briefly(`${long} - GET /x\n`)).toEqual(['40002 yaml-syntax']);
  });

  it('never throws on bytes that are no text of any kind', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' })), async (text) => {
        const { tree, problems } = await read(text);
        expect(tree === null).toBe(errorsOf(problems).length > 0);
        await readSource(text, { name: 'r.yaml' });
      }),
      { numRuns: runs(200) },
    );
  });

  it('never throws on what almost is a routes file', async () => {
    const piece = fc.oneof(
      fc.constantFrom(
        'routes:',
        'routers:',
        'framework: fastapi',
        '  - GET /a',
        '  - include: a',
        '    prefix: /x',
        '  a:',
        '    routes: [',
        ']',
        '{',
        '}',
        '&a',
        '*a',
        '<<: *a',
        '- ',
        '"',
        "'",
        '|',
        '>',
        '\t',
        '---',
        '...',
        '!!map',
        '? ',
        ': ',
        '\r\n',
        '\0',
        '\ufeff',
        '#',
      ),
      trickyText,
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(piece, fc.constantFrom('\n', ' ', '', '\n  ')), { maxLength: 12 }),
        async (pieces) => {
          const { tree, problems } = await read(pieces.flat().join(''));
          expect(tree === null).toBe(errorsOf(problems).length > 0);
          for (const { lineText, span } of problems)
            if (span && lineText !== null) expect(span.start).toBeLessThanOrEqual(lineText.length + 1);
        },
      ),
      { numRuns: runs(300) },
    );
  });

  it('never throws on a routes file with a piece cut out or put elsewhere', async () => {
    await fc.assert(
      fc.asyncProperty(routesFile, fc.nat(), fc.nat(40), fc.nat(), async (file, from, length, to) => {
        const text = JSON.stringify(file, null, 1);
        const start = from % text.length;
        const cut = text.slice(start, start + length);
        const rest = text.slice(0, start) + text.slice(start + length);
        const place = to % (rest.length + 1);
        for (const broken of [rest, rest.slice(0, place) + cut + rest.slice(place)]) {
          const { tree, problems } = await read(broken);
          expect(tree === null).toBe(errorsOf(problems).length > 0);
        }
      }),
      { numRuns: runs(100) },
    );
  });
});
