import { mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { argv } from 'node:process';
import { fileURLToPath } from 'node:url';
import { build as esbuild } from 'esbuild';
import { inkMemory, inkPlainly } from './ink-memory.js';
import { waitlessInk } from './waitless-ink.js';
import { warmUp } from './warm-up.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = `${root}dist`;

/**
 * What is loaded together, each as one file with all that it needs: opening a file takes longer than reading what isn't run. The
 * start knows the command line only; it loads one of the others, never two, so that nothing lives twice in a process. What many
 * commands can do without is a library of its own: it knows none of our modules, so it can be shared.
 */
export const BUNDLES = {
  start: 'src/cli/main.ts',
  list: 'src/cli/commands/list.ts',
  commands: 'src/cli/commands/index.ts',
  explore: 'src/cli/commands/explore.ts',
  'js-yaml': 'js-yaml',
  yaml: 'yaml',
};

/**
 * How everything is bundled.
 *
 * @satisfies {import('esbuild').BuildOptions}
 */
export const settings = /** @type {const} */ ({
  bundle: true,
  // CommonJS: a script of one file is what V8's compiled code can be kept of, and the loader for ESM takes 4 ms by itself.
  format: 'cjs',
  platform: 'node',
  target: 'node20',
  supported: { 'dynamic-import': false },
  minify: true,
  legalComments: 'linked',
  logLevel: 'silent',
  jsx: 'automatic',
  define: { 'process.env.NODE_ENV': '"production"' },
  // Ink asks for it only with DEV=true, and it would be half of the package.
  alias: { 'react-devtools-core': './scripts/empty.js' },
});

/** What helps Ink along. */
export const inkPlugins = [inkMemory, inkPlainly, waitlessInk];

/** Bundles the command with all its libraries: users install one file tree and no dependencies. Nothing is written. */
export function bundle() {
  return esbuild({
    ...settings,
    absWorkingDir: root,
    entryPoints: BUNDLES,
    outdir: 'dist',
    outExtension: { '.js': '.cjs' },
    metafile: true,
    write: false,
    plugins: [bundlesApart, librariesApart, commanderAlone, ...inkPlugins],
  });
}

/**
 * A bundle is loaded by the start, and not part of it.
 *
 * @type {import('esbuild').Plugin}
 */
const bundlesApart = {
  name: 'bundles-apart',
  setup: (setup) => {
    const names = new Map(Object.entries(BUNDLES).map(([name, path]) => [`${root}${path}`, name]));
    setup.onResolve({ filter: /^\.\/commands\// }, ({ kind, path, resolveDir }) => {
      const name = kind === 'dynamic-import' ? names.get(join(resolveDir, path)) : undefined;
      return name === undefined ? undefined : { path: `./${name}.cjs`, external: true };
    });
  },
};

/**
 * The libraries for YAML are loaded when something of them is asked for: a module that needs one for some of its sources only still
 * imports it as usual.
 *
 * @type {import('esbuild').Plugin}
 */
const librariesApart = {
  name: 'libraries-apart',
  setup: (setup) => {
    setup.onResolve({ filter: /^(?:js-)?yaml$/ }, ({ kind, path }) =>
      kind === 'entry-point' ? undefined : { path, namespace: 'library' },
    );
    setup.onResolve({ filter: /^\.\/(?:js-)?yaml\.cjs$/ }, ({ path }) => ({ path, external: true }));
    setup.onLoad({ filter: /^/, namespace: 'library' }, async ({ path }) => {
      const getters = Object.keys(await import(path)).map((name) => `get ${name}() { return library().${name}; }`);
      return { contents: `const library = () => require('./${path}.cjs'); module.exports = {${getters.join(',')}};` };
    });
  },
};

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

/** Writes the bundle to `dist`, the start last; then away with what is of no use any more, and once through what users do. */
export async function build() {
  const { outputFiles } = await bundle();
  const startLast = outputFiles.toSorted((a, b) => Number(isStart(a.path)) - Number(isStart(b.path)));
  for (const file of startLast) {
    await mkdir(dirname(file.path), { recursive: true });
    await writeFile(file.path, file.contents);
  }
  const wanted = new Set(outputFiles.map((file) => file.path));
  for (const path of await filesBelow(dist)) if (!wanted.has(path)) await rm(path, { force: true });
  await warmUp();
}

/** @param {string} path */
const isStart = (path) => path.endsWith('start.cjs');

/** Builds where a source is newer than what was built. */
export async function buildIfStale() {
  const sources = await Promise.all(['src', 'scripts', 'bin'].map((folder) => filesBelow(`${root}${folder}`)));
  const inputs = [...sources.flat(), `${root}package.json`];
  const built = await changed(`${dist}/start.cjs`);
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
