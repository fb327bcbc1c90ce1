import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { argv, execPath, exit } from 'node:process';
import { fileURLToPath } from 'node:url';
import { helpRows } from '../src/session/key-help.ts';
import { BINDINGS } from '../src/session/keys.ts';
import { launch } from '../test/e2e/driver.ts';
import { buildIfStale } from './build.js';
import { screenSvg } from './screen-svg.ts';

/*
 * Writes what the documentation shows of the program, made by the program itself: the picture of the explorer, the list of
 * keys, what commands print. `--check` writes nothing and fails where something is stale.
 */
const root = (name: string) => fileURLToPath(new URL(`../${name}`, import.meta.url));
const checking = argv.includes('--check');
const stale: string[] = [];

function read(name: string): string | null {
  try {
    return readFileSync(root(name), 'utf8');
  } catch {
    // It's new.
    return null;
  }
}

function write(name: string, content: string): void {
  const path = root(name);
  if (read(name) === content) return;
  stale.push(name);
  if (checking) return;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}

/** The explorer on the sample, with a request that misses. */
async function picture(): Promise<string> {
  const driver = launch(['samples/bookshop.yaml'], { cols: 100, rows: 28 });
  try {
    await driver.waitFor('Registered Routes');
    await driver.waitFor('watching');
    driver.press('esc');
    await driver.waitFor('F3 restarts');
    // Lint comes beside the keyboard.
    await driver.waitFor(/^ ! /m);
    driver.type('GET /api/user');
    // Down to the last line: a frame may arrive in pieces.
    await driver.waitFor((screen) => ['404 Not Found', '≈1', 'use near miss'].every((part) => screen.includes(part)));
    return screenSvg(driver.terminal, 'nearmiss: GET /api/user gets 404 Not Found, and GET /api/users was meant');
  } finally {
    await driver.close();
  }
}

/** The same after a change: the shadowed route moved up. */
async function whatIf(): Promise<string> {
  const driver = launch(['samples/bookshop.yaml'], { cols: 100, rows: 28 });
  try {
    await driver.waitFor('watching');
    driver.press('esc');
    await driver.waitFor('F3 restarts');
    driver.type('GET /api/users/me');
    await driver.waitFor('⏎ apply');
    driver.press('alt-p', 'enter');
    await driver.waitFor((screen) =>
      ['200 OK', '[Impact 3]', 'HEAD /api/users/me', 'ctrl-z: undo'].every((part) => screen.includes(part)),
    );
    return screenSvg(driver.terminal, 'nearmiss: a route moved up, and which answers that changes');
  } finally {
    await driver.close();
  }
}

/** The key table as Markdown, in its own order. */
function keys(): string {
  const groups = [...new Set(BINDINGS.map(({ group }) => group))];
  const row = (names: readonly string[], words: string) =>
    `| ${names.map((name) => `\`${name.replace('|', '\\|')}\``).join(' ')} | ${words} |`;
  return groups
    .map((group) => {
      const rows = helpRows(group).map(({ keys: names, description, where }) => row(names, `${description}${where}`));
      return `**${group}**\n\n| key | does |\n|---|---|\n${rows.join('\n')}`;
    })
    .join('\n\n');
}

/** A command and what it prints. */
function session(...args: readonly string[]): string {
  let output: string;
  try {
    output = execFileSync(execPath, [root('bin/nearmiss.js'), ...args], {
      cwd: root(''),
      encoding: 'utf8',
      env: { PATH: process.env.PATH ?? '' },
    });
  } catch (error) {
    output = (error as { stdout: string }).stdout;
  }
  return `\`\`\`console\n$ nearmiss ${args.join(' ')}\n${output.trimEnd()}\n\`\`\``;
}

/** Puts generated text between the marks that a document has for it. */
function fill(document: string, name: string, text: string): string {
  const marks = new RegExp(`(<!-- ${name}: made by npm run docs -->\\n)[\\s\\S]*?(<!-- /${name} -->)`);
  if (!marks.test(document)) throw new Error(`README.md has no marks for ${name}`);
  return document.replace(marks, (_, open: string, close: string) => `${open}\n${text}\n\n${close}`);
}

/**
 * A picture, taken again where it differs from the one there is: a screen can still be on its way when it's taken, and
 * only one that differs three times is another picture.
 */
async function writePicture(name: string, take: () => Promise<string>): Promise<void> {
  const before = read(name);
  let content = await take();
  for (let tries = 1; tries < 3 && content !== before; tries++) content = await take();
  write(name, content);
}

await buildIfStale();
await writePicture('docs/explorer.svg', picture);
await writePicture('docs/what-if.svg', whatIf);
let readme = readFileSync(root('README.md'), 'utf8');
readme = fill(readme, 'explain', session('explain', 'samples/bookshop.yaml', 'GET', '/api/users/me'));
readme = fill(readme, 'keys', keys());
write('README.md', readme);

for (const name of stale) console.log(checking ? `${name} is stale: run npm run docs` : `${name} written`);
if (stale.length === 0) console.log('documentation is up to date');
exit(checking && stale.length > 0 ? 1 : 0);
