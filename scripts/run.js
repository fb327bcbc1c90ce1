import { spawn } from 'node:child_process';
import { mkdir, rm } from 'node:fs/promises';
import { argv, execPath, exit, pid } from 'node:process';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/*
 * Runs a TypeScript file with the arguments behind it: `node scripts/run.js scripts/docs.ts --check`.
 * Node 20 can't do that by itself. Libraries stay where they are; only our own files are put together.
 */
const [file = '', ...args] = argv.slice(2);
const folder = fileURLToPath(new URL('../node_modules/.cache/nearmiss', import.meta.url));
const outfile = `${folder}/${file.replaceAll(/[^\w.-]+/g, '-')}-${pid}.mjs`;

await mkdir(folder, { recursive: true });
await build({
  entryPoints: [file],
  outfile,
  bundle: true,
  packages: 'external',
  platform: 'node',
  format: 'esm',
  target: 'node20',
  sourcemap: 'inline',
  jsx: 'automatic',
  // Files find their neighbours by their own address, which bundling would move.
  plugins: [
    {
      name: 'keep-import-meta-url',
      setup(setup) {
        setup.onLoad({ filter: /\.tsx?$/ }, async ({ path }) => {
          const { readFile } = await import('node:fs/promises');
          const { pathToFileURL } = await import('node:url');
          const text = await readFile(path, 'utf8');
          const contents = text.replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href));
          return { contents, loader: path.endsWith('x') ? 'tsx' : 'ts' };
        });
      },
    },
  ],
});

const child = spawn(execPath, ['--enable-source-maps', outfile, ...args], { stdio: 'inherit' });
child.on('exit', async (code, signal) => {
  await rm(outfile, { force: true });
  exit(code ?? (signal ? 130 : 1));
});
