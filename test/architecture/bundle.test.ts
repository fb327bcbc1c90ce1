import { describe, expect, it } from 'vitest';
import { bundle } from '../../scripts/build.js';

/** What runs as soon as an entry is loaded: its own module and what it imports statically; a dynamic import only when it's asked for. */
async function loadedWith(entryPoint: string): Promise<readonly string[]> {
  const { metafile } = await bundle();
  const seen = new Set<string>();
  const visit = (name: string) => {
    if (seen.has(name)) return;
    seen.add(name);
    for (const imported of metafile.inputs[name]?.imports ?? []) {
      if (imported.kind !== 'dynamic-import' && !imported.external) visit(imported.path);
    }
  };
  visit(entryPoint);
  return [...seen];
}

const HEAVY =
  /node_modules\/(?:ink|react|yoga-layout|yaml|js-yaml|fuzzysort|string-width)\/|^src\/tui\/|^src\/formats\/openapi\//;

describe('the bundle', () => {
  it.each([
    ['the start', 'src/cli/main.ts', /node_modules\/commander\//],
    ['list', 'src/cli/commands/list.ts', /^src\/dialects\//],
    ['explain, lint and check', 'src/cli/commands/index.ts', /^src\/diagnosis\//],
  ])('loads no more for %s than that needs', async (_, entryPoint, needed) => {
    const inputs = await loadedWith(entryPoint);
    expect(inputs).toContain(entryPoint);
    expect(inputs.filter((input) => needed.test(input)).length).toBeGreaterThan(0);
    expect(inputs.filter((input) => HEAVY.test(input))).toEqual([]);
  });

  it('keeps the screen out of the commands, and all of them out of the start', async () => {
    const { metafile } = await bundle();
    const inputsOf = (name: string) => Object.keys(metafile.outputs[`dist/${name}.cjs`]?.inputs ?? {});
    const screen = /node_modules\/(?:ink|react|yoga-layout|fuzzysort)\/|^src\/tui\//;
    expect(inputsOf('explore').some((input) => screen.test(input))).toBe(true);
    expect(inputsOf('commands').filter((input) => screen.test(input))).toEqual([]);
    expect(inputsOf('list').filter((input) => screen.test(input) || /^src\/diagnosis\//.test(input))).toEqual([]);
    expect(inputsOf('list').some((input) => input.startsWith('src/formats/openapi/'))).toBe(true);
    expect(inputsOf('start').filter((input) => /^src\/(?!cli|model|io)/.test(input))).toEqual([]);
    expect(inputsOf('start').length).toBeGreaterThan(0);
  });

  it('has the libraries for YAML apart, and nothing of ours in them', async () => {
    const { metafile } = await bundle();
    for (const [file, { inputs }] of Object.entries(metafile.outputs).filter(([name]) => name.endsWith('.cjs'))) {
      const names = Object.keys(inputs);
      const isLibrary = /\/(?:js-)?yaml\.cjs$/.test(file);
      expect(names.some((name) => /node_modules\/(?:js-)?yaml\//.test(name))).toBe(isLibrary);
      expect(names.some((name) => name.startsWith('src/'))).toBe(!isLibrary);
    }
  });

  it('holds every library, so that users install nothing else', async () => {
    const { metafile } = await bundle();
    const imported = Object.values(metafile.outputs).flatMap((output) => output.imports.filter((one) => one.external));
    const left = imported
      .map((one) => one.path)
      .filter((path) => !/^(?:node:)?[a-z_]+(?:\/[a-z]+)?$/.test(path) || path === 'react-devtools-core')
      .filter((path) => !/^\.\/(?:list|commands|explore|yaml|js-yaml)\.cjs$/.test(path));
    expect(left).toEqual([]);
    expect(imported.length).toBeGreaterThan(0);
  });
});
