import { beforeAll, describe, expect, it } from 'vitest';
import { BUNDLES, bundle, REPLACED } from '../../scripts/build.js';

type Bundled = Awaited<ReturnType<typeof bundle>>;
let metafiles: Bundled['metafiles'] = [];
beforeAll(async () => {
  ({ metafiles } = await bundle());
});

const metafileOf = (name: string) => metafiles[BUNDLES.indexOf(name)] as Bundled['metafiles'][number];
const inputsOf = (name: string) => Object.keys(metafileOf(name).inputs);

/** What runs as soon as a module is loaded: it and what it imports statically; a dynamic import only when it's asked for. */
function loadedWith(name: string): readonly string[] {
  const { inputs } = metafileOf('nearmiss.cjs');
  const seen = new Set<string>();
  const visit = (input: string) => {
    if (seen.has(input)) return;
    seen.add(input);
    for (const imported of inputs[input]?.imports ?? []) {
      if (imported.kind !== 'dynamic-import' && !imported.external) visit(imported.path);
    }
  };
  visit(name);
  return [...seen];
}

describe('the bundles', () => {
  it.each([
    ['the start', 'src/cli/main.ts', /node_modules\/commander\//, /^src\/(?:diagnosis|formats)\//],
    ['list', 'src/cli/commands/list-command.ts', /^src\/dialects\//, /^src\/(?:diagnosis|formats\/openapi)\//],
    ['explain', 'src/cli/commands/explain-command.ts', /^src\/diagnosis\//, /^src\/formats\/openapi\//],
    ['lint', 'src/cli/commands/lint-command.ts', /^src\/diagnosis\//, /^src\/formats\/openapi\//],
    ['check', 'src/cli/commands/check-command.ts', /^src\/dialects\//, /^src\/formats\/openapi\//],
  ])('load no more for %s than that needs', (_, entry, needed, unneeded) => {
    const inputs = loadedWith(entry);
    expect(inputs).toContain(entry);
    expect(inputs.some((input) => needed.test(input))).toBe(true);
    const heavy = /node_modules\/(?:yaml|js-yaml|string-width)\//;
    expect(inputs.filter((input) => unneeded.test(input) || heavy.test(input))).toEqual([]);
  });

  it('have the screen in the explorer, and Ink and React apart', () => {
    const screen = /node_modules\/(?:ink|react|yoga-layout)\//;
    expect(inputsOf('nearmiss.cjs').filter((input) => screen.test(input) || input.startsWith('src/tui/'))).toEqual([]);
    expect(inputsOf('explore.cjs').filter((input) => screen.test(input))).toEqual([]);
    expect(inputsOf('explore.cjs').some((input) => input.startsWith('src/tui/'))).toBe(true);
    expect(inputsOf('ink.mjs').filter((input) => screen.test(input)).length).toBeGreaterThan(0);
    expect(inputsOf('ink.mjs').filter((input) => input.startsWith('src/'))).toEqual([]);
  });

  it('hold every library, so that users install nothing else', () => {
    const imported = metafiles
      .flatMap((metafile) => Object.values(metafile.outputs).flatMap((output) => output.imports))
      .filter((one) => one.external)
      .map((one) => one.path);
    const given = ['ink', 'react', 'react/jsx-runtime'];
    const left = imported.filter((path) => !/^(?:node:)?[a-z_]+(?:\/[a-z]+)?$/.test(path) && !given.includes(path));
    expect(left).toEqual([]);
    expect(imported).not.toContain('react-devtools-core');
    expect(metafileOf('explore.cjs').outputs['dist/explore.cjs']?.imports.map(({ path }) => path)).toEqual(
      expect.arrayContaining(given),
    );
  });
});

describe('the build', () => {
  it.each([
    ['is imported nowhere', ['./outputs.js', /ink\/build\/renderer\.js$/, 'scripts/empty.js']],
    ['is imported elsewhere', ['./output.js', /ink\/build\/ink\.js$/, 'scripts/empty.js']],
  ] as const)('fails where a module that it replaces %s', async (_, replaced) => {
    await expect(bundle([...REPLACED, replaced])).rejects.toThrow(`nothing imports ${replaced[0]}`);
  });

  it('fails where Ink’s code is not what its replacement was written for', async () => {
    const changed = { file: 'node_modules/ink/build/output.js', sha256: 'another' };
    await expect(bundle(REPLACED, changed)).rejects.toThrow('output.js has changed');
  });
});
