import { copyFileSync, mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { inkPlugins, settings } from '../../../scripts/build.js';
import { open } from '../terminal.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const FOLDER = `${ROOT}node_modules/.cache/nearmiss/bare-ink`;

/** What a bare Ink app is called that is bundled as anybody would bundle it, and one with all the help that ours has. */
export const PLAIN = 'a bare Ink app';
export const HELPED = 'the same, with our build plugins and compiled code';

/**
 * The rival of the explorer, as the address of what Node starts. Plain: one minified file, Ink as it comes. Helped: with the
 * explorer's settings and plugins, its start script, and V8's compiled code kept by a first run, so that what remains is what
 * the explorer itself takes.
 */
export async function bareInk(how: 'plain' | 'helped'): Promise<string> {
  const common = { absWorkingDir: ROOT, entryPoints: ['test/bench/bare-ink/main.tsx'] };
  if (how === 'plain') {
    const outfile = `${FOLDER}/plain.mjs`;
    const banner =
      "import{createRequire as __nodeRequire}from'node:module';const require=__nodeRequire(import.meta.url);";
    await build({ ...settings, ...common, outfile, format: 'esm', supported: {}, banner: { js: banner } });
    return outfile;
  }
  const start = `${FOLDER}/bin/nearmiss.js`;
  mkdirSync(`${FOLDER}/bin`, { recursive: true });
  await build({ ...settings, ...common, outfile: `${FOLDER}/dist/start.cjs`, plugins: [...inkPlugins] });
  copyFileSync(`${ROOT}bin/nearmiss.js`, start);
  const terminal = open([start]);
  await terminal.written('row 1 of');
  await terminal.press('abc');
  terminal.pty.write('\x03');
  await terminal.ended;
  return start;
}
