import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { execPath } from 'node:process';
import { fileURLToPath } from 'node:url';

const path = (/** @type {string} */ name) => fileURLToPath(new URL(`../${name}`, import.meta.url));
const bin = path('bin/nearmiss.js');
const sample = path('samples/bookshop.yaml');
/** What is asked most, of a source of each kind. */
const ASKED = [sample, path('samples/bookshop.openapi.json')].flatMap((source) => [
  ['list', source],
  ['explain', source, 'GET', '/api/user'],
  ['lint', source],
]);
/** A run that takes longer is given up, in ms. */
const LIMIT = 15_000;

/**
 * Runs the commands and the explorer once, so that what V8 compiles is kept and the user's first run is as fast as the next
 * (see bin/nearmiss.js). Nothing depends on it: where it fails, the first run takes some 50 ms longer.
 */
export async function warmUp() {
  const state = await mkdtemp(`${tmpdir()}/nearmiss-warm-up-`);
  try {
    for (const words of ASKED) await run(words);
    await explore(state);
  } catch {
    // no pseudo-terminal here
  }
  await rm(state, { recursive: true, force: true });
}

/** @param {readonly string[]} words @returns {Promise<void>} */
function run(words) {
  return new Promise((resolve, reject) => {
    const child = spawn(execPath, [bin, ...words], { stdio: 'ignore', timeout: LIMIT });
    child.on('error', reject);
    child.on('exit', () => resolve());
  });
}

/** Types a request, looks at the table, and leaves. @param {string} state @returns {Promise<void>} */
async function explore(state) {
  const { spawn: open } = await import('@lydell/node-pty');
  const env = { ...process.env, XDG_STATE_HOME: state };
  const terminal = open(execPath, [bin, sample], { name: 'xterm-256color', cols: 100, rows: 30, env });
  const keys = ['GET /api/user', '\t', '\u001b[B', '\u0003'];
  let [timer, limit] = [setTimeout(() => {}, 0), setTimeout(() => terminal.kill('SIGKILL'), LIMIT)];
  terminal.onData(() => {
    clearTimeout(timer);
    timer = setTimeout(() => terminal.write(keys.shift() ?? '\u0003'), 150);
  });
  return new Promise((resolve) => {
    terminal.onExit(() => {
      clearTimeout(timer);
      clearTimeout(limit);
      resolve();
    });
  });
}
