import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { REQUIRE, settings } from '../../../scripts/build.js';

/** The explorer's rival as anybody would bundle it: one minified file, Ink as it comes. Gives the address of what Node starts. */
export async function bareInk(): Promise<string> {
  const outfile = fileURLToPath(new URL('../../../node_modules/.cache/nearmiss/bare-ink.mjs', import.meta.url));
  await build({
    ...settings,
    entryPoints: ['test/bench/bare-ink/main.tsx'],
    outfile,
    format: 'esm',
    banner: { js: REQUIRE },
    alias: { 'react-devtools-core': './scripts/empty.js' },
    write: true,
  });
  return outfile;
}
