import { spawn } from 'node:child_process';
import { argv, execPath, exit } from 'node:process';
import { fileURLToPath } from 'node:url';
import { buildIfStale } from './build.js';

/* `npm start [-- ARGUMENTS]`: builds where need be, then starts the command; without arguments on a sample. */
const path = (/** @type {string} */ name) => fileURLToPath(new URL(`../${name}`, import.meta.url));
const args = argv.length > 2 ? argv.slice(2) : [path('samples/bookshop.yaml')];

await buildIfStale();
const child = spawn(execPath, [path('bin/nearmiss.js'), ...args], { stdio: 'inherit' });
// The terminal sends ctrl-c to both; the program decides what it means.
process.on('SIGINT', () => {});
child.on('exit', (code) => exit(code ?? 130));
