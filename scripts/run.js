import { spawn } from 'node:child_process';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { argv, execPath, exit, pid } from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';
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
  define: { 'import.meta.url': '__address' },
  // Files find their neighbours by their own address, which bundling would move.
  plugins: [
    {
      name: 'keep-import-meta-url',
      setup(setup) {
        setup.onLoad({ filter: /\.(?:js|tsx?)$/, namespace: 'file' }, async ({ path }) => {
          const text = await readFile(path, 'utf8');
          const contents = `const __address = ${JSON.stringify(pathToFileURL(path).href)};${text}`;
          return { contents, loader: path.endsWith('.js') ? 'js' : path.endsWith('x') ? 'tsx' : 'ts' };
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
