import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { argv } from 'node:process';
import { fileURLToPath } from 'node:url';
import { build as esbuild } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = `${root}dist`;

/**
 * The files of `dist`, each with all that it needs, since opening a file takes longer than reading what isn't run: the commands, the
 * explorer, and Ink. The explorer's is apart from Ink since only a script's compiled code can be cached (bin/compile-cache.js), and
 * Ink waits for its layout engine while it loads, as only an ES module can.
 */
export const BUNDLES = ['nearmiss.cjs', 'explore.cjs', 'ink.mjs'];

/**
 * Modules of others that are replaced: which, where it's imported, by what.
 *
 * @type {readonly (readonly [imported: string, importer: RegExp, replacement: string])[]}
 */
export const REPLACED = [
  // docs/decisions/001-ink-plain-output.md
  ['./output.js', /[\\/]ink[\\/]build[\\/]renderer\.js$/, 'scripts/plain-output.js'],
  // Ink uses it with DEV=true only, and it would be half of its bundle.
  ['react-devtools-core', /[\\/]ink[\\/]build[\\/]devtools\.js$/, 'scripts/empty.js'],
  // Commander uses it for subcommands that are programs, of which there are none: it takes 4 ms to load.
  ['node:child_process', /[\\/]commander[\\/]lib[\\/]command\.js$/, 'scripts/empty.js'],
];

/** The code that scripts/plain-output.js was written for: it has to be looked at again when this changes. */
const INK_OUTPUT = {
  file: 'node_modules/ink/build/output.js',
  sha256: '5e6c511c0a573f48cd5765d7f1f16583d2595f7b05775608382bdb990b63f225',
};

/**
 * How everything is bundled.
 *
 * @satisfies {import('esbuild').BuildOptions}
 */
export const settings = /** @type {const} */ ({
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20',
  minify: true,
  legalComments: 'linked',
  logLevel: 'silent',
  jsx: 'automatic',
  define: { 'process.env.NODE_ENV': '"production"' },
  metafile: true,
  write: false,
});

/** What an ES module needs whose parts call `require`. */
export const REQUIRE = "import{createRequire}from'node:module';const require=createRequire(import.meta.url);";

/** Bundles the command with all its libraries: users install one file tree and no dependencies. Nothing is written. */
export async function bundle(replaced = REPLACED, { file, sha256 } = INK_OUTPUT) {
  const code = await readFile(`${root}${file}`);
  if (createHash('sha256').update(code).digest('hex') !== sha256)
    throw new Error(
      `build: ${file} has changed: compare scripts/plain-output.js with it, then note its hash in scripts/build.js`,
    );
  const unused = new Set(replaced);
  const plugins = [replacing(replaced, unused)];
  const script = /** @type {const} */ ({ ...settings, format: 'cjs', supported: { 'dynamic-import': false }, plugins });
  const results = await Promise.all([
    esbuild({ ...script, entryPoints: ['src/cli/main.ts'], outfile: 'dist/nearmiss.cjs' }),
    esbuild({
      ...script,
      entryPoints: ['src/cli/start-explorer.ts'],
      outfile: 'dist/explore.cjs',
      external: ['ink', 'react', 'react/jsx-runtime'],
    }),
    esbuild({
      ...settings,
      entryPoints: ['scripts/ink.js'],
      outfile: 'dist/ink.mjs',
      format: 'esm',
      banner: { js: REQUIRE },
      plugins,
    }),
  ]);
  for (const [imported, importer] of unused) throw new Error(`build: nothing imports ${imported} in ${importer}`);
  return {
    files: results.flatMap(({ outputFiles }) => outputFiles),
    /** By bundle, see BUNDLES. */
    metafiles: results.map(({ metafile }) => metafile),
  };
}

/**
 * @param {typeof REPLACED} replaced @param {Set<typeof REPLACED[number]>} unused From which those are taken that were of use.
 * @returns {import('esbuild').Plugin}
 */
const replacing = (replaced, unused) => ({
  name: 'replace',
  setup: (setup) => {
    setup.onResolve({ filter: /^/ }, ({ path, importer }) => {
      const found = replaced.find(([imported, where]) => imported === path && where.test(importer));
      if (!found) return undefined;
      unused.delete(found);
      return { path: resolve(root, found[2]) };
    });
  },
});

/** Writes the bundles to `dist`, and deletes what else is there. The one that starts is the last. */
export async function build() {
  const { files } = await bundle();
  await mkdir(dist, { recursive: true });
  for (const { path, contents } of files.toReversed()) await writeFile(path, contents);
  const wanted = new Set(files.map(({ path }) => path));
  for (const path of await filesBelow(dist)) if (!wanted.has(path)) await rm(path, { force: true });
}

/** Builds where a source is newer than what was built. */
export async function buildIfStale() {
  const sources = await Promise.all(['src', 'scripts', 'bin'].map((folder) => filesBelow(`${root}${folder}`)));
  const inputs = [...sources.flat(), `${root}package.json`];
  const built = await changed(`${dist}/nearmiss.cjs`);
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
