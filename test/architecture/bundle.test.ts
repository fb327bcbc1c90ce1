import { describe, expect, it } from 'vitest';
import { bundle } from '../../scripts/build.js';

/** What is loaded with an entry: its own modules and those of what it imports statically, chunk by chunk. */
async function loadedWith(entryPoint: string): Promise<readonly string[]> {
  const { metafile } = await bundle();
  const { outputs } = metafile;
  const seen = new Set<string>();
  const visit = (name: string) => {
    if (seen.has(name)) return;
    seen.add(name);
    for (const imported of outputs[name]?.imports ?? []) {
      if (imported.kind === 'import-statement' && !imported.external) visit(imported.path);
    }
  };
  for (const name of Object.keys(outputs)) if (outputs[name]?.entryPoint === entryPoint) visit(name);
  return [...seen].flatMap((name) => Object.keys(outputs[name]?.inputs ?? {}));
}

const HEAVY =
  /node_modules\/(?:ink|react|yoga-layout|yaml|js-yaml|fuzzysort|string-width)\/|^src\/tui\/|^src\/formats\/openapi\//;

describe('the bundle', () => {
  it.each([
    ['the start', 'src/cli/main.ts', /node_modules\/commander\//],
    ['list, explain and lint', 'src/cli/commands/index.ts', /^src\/diagnosis\//],
  ])('loads no more for %s than that needs', async (_, entryPoint, needed) => {
    const inputs = await loadedWith(entryPoint);
    expect(inputs).toContain(entryPoint);
    expect(inputs.filter((input) => needed.test(input)).length).toBeGreaterThan(0);
    expect(inputs.filter((input) => HEAVY.test(input))).toEqual([]);
  });

  it('holds every library, so that users install nothing else', async () => {
    const { metafile } = await bundle();
    const imported = Object.values(metafile.outputs).flatMap((output) => output.imports.filter((one) => one.external));
    const left = imported
      .map((one) => one.path)
      .filter((path) => !/^(?:node:)?[a-z_]+(?:\/[a-z]+)?$/.test(path) || path === 'react-devtools-core');
    expect(left).toEqual([]);
    expect(imported.length).toBeGreaterThan(0);
  });
});
