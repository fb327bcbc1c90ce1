import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildTree } from '../../../src/formats/routes-file/build-tree.ts';
import { readRoutesFile } from '../../../src/formats/routes-file/read-routes-file.ts';
import { writeRoutesFile } from '../../../src/formats/routes-file/write-routes-file.ts';
import { errorsOf } from '../../../src/model/problem.ts';
import { runs } from '../../support/runs.ts';
import { routesFile } from './arbitrary.ts';

const read = async (text: string) => {
  const { tree, problems } = await readRoutesFile(text, { file: 'r.yaml' });
  if (!tree)
    throw new Error(
      errorsOf(problems)
        .map((problem) => problem.message)
        .join('\n'),
    );
  return tree;
};

/** A tree without what a round trip changes: ids, and the lines of the file itself. */
const bare = (tree: unknown) =>
  JSON.parse(
    JSON.stringify(tree, (key, value) =>
      key === 'id' || (key === 'source' && value?.file === 'r.yaml') ? undefined : value,
    ),
  );

describe('writeRoutesFile', () => {
  it('uses the short form where nothing else is said', async () => {
    const text = [
      'framework: fastapi',
      'docs_url: null',
      '',
      'routers:',
      '  users:',
      '    prefix: /users',
      '    routes:',
      '      - GET /',
      '      - path: /{user_id}',
      '        methods: [GET, DELETE]',
      '        params: {user_id: int}',
      '        source: app/users.py:12',
      '',
      'routes:',
      '  - GET /api/health',
      '  - include: users',
      '    prefix: /api',
      '  - mount: /static',
      '    app: {kind: static, files: [app.js, img/logo.png]}',
      '  - mount: /v2',
      '    app:',
      '      kind: starlette',
      '      routes:',
      '        - GET /items/{id}:activate',
      '  - websocket: /ws/{room}',
      '  - host: "{tenant}.example.org"',
      '    app:',
      '      kind: router',
      '      routes: []',
      '',
    ].join('\n');
    expect(writeRoutesFile(await read(text), { file: 'r.yaml' })).toBe(text);
  });

  it('leaves out what is switched off', async () => {
    const tree = await read('routes: [GET /a, GET /b]');
    const routes = tree.app.routes.map((node, i) => (i === 0 ? { ...node, disabled: true as const } : node));
    expect(writeRoutesFile({ ...tree, app: { ...tree.app, routes } })).toContain('routes:\n  - GET /b\n');
  });

  it('gives the same tree when it is read again', async () => {
    await fc.assert(
      fc.asyncProperty(routesFile, async (file) => {
        const tree = buildTree(file, () => ({ file: 'r.yaml', line: 1 }));
        const again = await read(writeRoutesFile(tree, { file: 'r.yaml' }));
        expect(bare(again)).toEqual(bare(tree));
      }),
      { numRuns: runs(30) },
    );
  });
});
