import { spawn } from 'node:child_process';
import { argv, execPath, exit } from 'node:process';
import { fileURLToPath } from 'node:url';
import { buildIfStale } from './build.js';

/* `npm start [-- ARGUMENTS]`: builds where need be, then starts the command; without arguments on a sample. */
const path = (/** @type {string} */ name) => fileURLToPath(new URL(`../${name}`, import.meta.url));
const given = argv.slice(2);
// npm runs scripts in the project's folder; a file that somebody names lies where they are.
const [args, cwd] =
  given.length > 0 ? [given, process.env.INIT_CWD ?? process.cwd()] : [['samples/bookshop.yaml'], path('')];

await buildIfStale();
const child = spawn(execPath, [path('bin/nearmiss.js'), ...args], { stdio: 'inherit', cwd });
// The terminal sends ctrl-c to both; the program decides what it means.
process.on('SIGINT', () => {});
child.on('exit', (code) => exit(code ?? 130));
