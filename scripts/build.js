import { mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { argv } from 'node:process';
import { fileURLToPath } from 'node:url';
import { build as esbuild } from 'esbuild';
import { inkMemory } from './ink-memory.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = `${root}dist`;

/**
 * Bundles the command with all that it needs: users install one file tree and no dependencies. What is imported
 * dynamically (the explorer with ink and react, the readers of each format, every command) stays in chunks of its own,
 * so that a command loads only what it runs. Nothing is written; the answer also tells what is in which chunk.
 */
export function bundle() {
  return esbuild({
    absWorkingDir: root,
    entryPoints: { cli: 'src/cli/main.ts' },
    outdir: 'dist',
    chunkNames: 'chunks/[name]-[hash]',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    minify: true,
    legalComments: 'linked',
    metafile: true,
    write: false,
    logLevel: 'warning',
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"' },
    // Ink asks for it only with DEV=true, and it would be half of the package.
    alias: { 'react-devtools-core': './scripts/empty.js' },
    plugins: [commanderAlone, inkMemory],
    // CommonJS libraries require node's own modules, which ESM has no `require` for.
    banner: {
      js: "import{createRequire as __nodeRequire}from'node:module';const require=__nodeRequire(import.meta.url);",
    },
  });
}

/**
 * Commander loads child_process for subcommands that are programs of their own, which we have none of: 4 ms of start-up.
 *
 * @type {import('esbuild').Plugin}
 */
const commanderAlone = {
  name: 'commander-alone',
  setup: (setup) => {
    setup.onResolve({ filter: /^(?:node:)?child_process$/ }, ({ importer }) =>
      /[\\/]commander[\\/]/.test(importer) ? { path: `${root}scripts/empty.js` } : undefined,
    );
  },
};

/** Writes the bundle to `dist`: the entry last, then away with what is of no use any more. */
export async function build() {
  const { outputFiles } = await bundle();
  const chunksFirst = outputFiles.toSorted((a, b) => b.path.split('/').length - a.path.split('/').length);
  for (const file of chunksFirst) {
    await mkdir(dirname(file.path), { recursive: true });
    await writeFile(file.path, file.contents);
  }
  const wanted = new Set(outputFiles.map((file) => file.path));
  for (const path of await filesBelow(dist)) if (!wanted.has(path)) await rm(path, { force: true });
}

/** Builds where a source is newer than what was built. */
export async function buildIfStale() {
  const inputs = [...(await filesBelow(`${root}src`)), `${root}package.json`, fileURLToPath(import.meta.url)];
  const built = await changed(`${dist}/cli.js`);
  const times = await Promise.all(inputs.map(changed));
  if (Math.max(...times) >= built) await build();
}

/** @param {string} folder */
async function filesBelow(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isFile()).map((entry) => `${entry.parentPath}/${entry.name}`);
}

/** When a file was changed last, in ms; 0 where there is none. @param {string} path */
async function changed(path) {
  return (await stat(path).catch(() => null))?.mtimeMs ?? 0;
}

if (argv[1] === fileURLToPath(import.meta.url)) await build();
