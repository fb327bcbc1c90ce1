import { describe, expect, it } from 'vitest';
import { bundle } from '../../scripts/build.js';

/** Outputs that are loaded before the program does anything: the entry and what it imports statically, chunk by chunk. */
async function inputsAtStart(): Promise<readonly string[]> {
  const { metafile } = await bundle();
  const { outputs } = metafile;
  const entry = Object.keys(outputs).find((name) => outputs[name]?.entryPoint === 'src/cli/main.ts');
  const seen = new Set<string>();
  const visit = (name: string) => {
    if (seen.has(name)) return;
    seen.add(name);
    for (const imported of outputs[name]?.imports ?? []) {
      if (imported.kind === 'import-statement' && !imported.external) visit(imported.path);
    }
  };
  if (entry !== undefined) visit(entry);
  return [...seen].flatMap((name) => Object.keys(outputs[name]?.inputs ?? {}));
}

describe('the bundle', () => {
  it('loads no more at the start than the command line needs', async () => {
    const inputs = await inputsAtStart();
    expect(inputs).toContain('src/cli/main.ts');
    expect(inputs.filter((input) => input.includes('node_modules/commander/')).length).toBeGreaterThan(0);
    const heavy = /node_modules\/(?:ink|react|yoga-layout|yaml|js-yaml|chokidar|fuzzysort|string-width)\/|^src\/tui\//;
    expect(inputs.filter((input) => heavy.test(input))).toEqual([]);
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
