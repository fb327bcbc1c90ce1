import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** Bundles the bare Ink app as the explorer is bundled; the address of what came out. */
export async function buildBareInk(): Promise<string> {
  const root = fileURLToPath(new URL('../../..', import.meta.url));
  const outfile = `${root}node_modules/.cache/nearmiss/bare-ink.mjs`;
  await build({
    absWorkingDir: root,
    entryPoints: ['test/bench/bare-ink/main.tsx'],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    minify: true,
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"' },
    alias: { 'react-devtools-core': './scripts/empty.js' },
    banner: {
      js: "import{createRequire as __nodeRequire}from'node:module';const require=__nodeRequire(import.meta.url);",
    },
  });
  return outfile;
}
