import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { hostileOpenApi, hostileRoutes } from '../hostile/corpus.ts';
import { notMeant, textOfStream } from '../hostile/escapes.ts';
import { HOSTILE_STRINGS } from '../hostile/strings.ts';
import { unsafeIn } from '../hostile/unsafe.ts';
import { type Driver, launch } from './driver.ts';

const strings = Object.values(HOSTILE_STRINGS);
let folder = '';
const file = (name: string) => join(folder, name);
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'nearmiss-hostile-'));
  writeFileSync(file('routes.json'), hostileRoutes());
  writeFileSync(file('openapi.json'), hostileOpenApi());
  writeFileSync(file('broken.yaml'), strings.map((text) => `"${text}": "${text}`).join('\n'));
  writeFileSync(file('faulty.json'), JSON.stringify({ routes: strings.map((text) => ({ [text]: text, path: text })) }));
  writeFileSync(
    file('requests.yaml'),
    JSON.stringify(strings.map((text) => ({ name: text, method: 'GET', path: `/${text}`, route: text }))),
  );
  const requests = strings.map((text) => JSON.stringify({ method: text, path: `/${text}`, host: text }));
  writeFileSync(file('requests\u001b[31m.ndjson'), requests.join('\n'));
  writeFileSync(file('broken.ndjson'), strings.map((text) => `{"${text}`).join('\n'));
  writeFileSync(
    file('updated.yaml'),
    JSON.stringify(strings.map((text, i) => ({ name: text, request: `GET /p${i}/x`, status: 1 }))),
  );
  const edits = strings.flatMap((text) => [{ [text]: text }, { move: text }, { set: { [text]: text } }, text]);
  writeFileSync(file('scenario.yaml'), JSON.stringify({ name: strings.join(''), edits, changes: edits }));
  writeFileSync(file('broken.json'), strings.map((text) => `{"${text}": ${text}`).join('\n'));
  writeFileSync(file('line.json'), `{"openapi": "3.1.0", "paths": {"/a": ${strings.join('')}}}`);
  const twice = strings.map((text) => JSON.stringify(text)).flatMap((key) => [`${key}: 1`, `${key}: 2`]);
  writeFileSync(file('twice.json'), `{"routes": [], "paths": {}, "openapi": "3.1.0", ${twice.join(', ')}}`);
  writeFileSync(file('twice.yaml'), `routes: []\n${twice.join('\n')}`);
  writeFileSync(
    file('tags.yaml'),
    strings.map((text) => `? !<${text}> &${text} *${text}\n: !!${text} %${text}\n- @${text}\n`).join(''),
  );
  writeFileSync(
    file('references.json'),
    JSON.stringify({
      openapi: '3.1.0',
      paths: Object.fromEntries(
        strings.flatMap((text, i) => [
          [`/f${i}`, { $ref: `./${text}#/x` }],
          [`/o${i}`, { $ref: `../../${text}` }],
          [`/u${i}`, { $ref: `http://${text}/x` }],
          [`/h${i}`, { $ref: `#/${text}` }],
        ]),
      ),
    }),
  );
  writeFileSync(file('latin.yaml'), Buffer.from('routes:\n  - GET /\x9b31m\x9d0;x\x9c\x85\n'.repeat(3), 'latin1'));
  writeFileSync(file('\u001b]0;pwned\u0007.yaml'), 'routes: [GET /\u001b[31m, 1]');
});
afterAll(() => rmSync(folder, { recursive: true }));

let driver: Driver;
afterEach(() => driver.close());

/** Asserts on the raw bytes, not on the screen: a sequence that a terminal obeys leaves nothing to see. */
function expectMeantOnly(raw: string): void {
  expect(notMeant(raw)).toEqual([]);
  for (const text of textOfStream(raw)) expect([unsafeIn(text), text]).toEqual([null, text]);
}

describe('a hostile source in a terminal', () => {
  it.each([
    ['list', ['list', 'routes.json']],
    ['list --long', ['list', '--long', 'routes.json']],
    ['list --json', ['list', '--json', 'routes.json']],
    ['list of an OpenAPI document', ['list', '--long', 'openapi.json']],
    ['explain', ['explain', 'routes.json', 'GET', `/0/${strings[0]}/ned`]],
    [
      'explain of a hostile request',
      ['explain', 'routes.json', 'GET', `/${strings.filter((text) => !text.includes('\0')).join('/')}`],
    ],
    ['explain of a hostile method', ['explain', 'openapi.json', '\u001b]0;t\u0007', '/x']],
    ['lint', ['lint', 'routes.json']],
    ['check', ['check', 'routes.json', 'requests.yaml']],
    ['errors', ['list', 'faulty.json']],
    ['broken YAML', ['list', 'broken.yaml']],
    ['a hostile name', ['list', '\u001b]0;pwned\u0007.yaml']],
    ['a name that is not there', ['list', '\u009b31m\u001b]52;c;eA==\u0007\u202e.yaml']],
    ['a hostile option', ['list', '--\u001b]0;pwned\u0007']],
    ['a hostile framework', ['list', '--framework', '\u001b]0;pwned\u0007']],
    ['a hostile header', ['list', '--header', '\u001b]0;pwned\u0007', 'routes.json']],
    ['a hostile address', ['list', 'http://127.0.0.1:1/\u001b]0;pwned\u0007']],
    ['a hostile address that is none', ['list', 'http://[\u001b]0;pwned\u0007\u202e/x']],
    ['a hostile header from a file that is not there', ['list', '--header', '@\u009b31m\u0007', 'routes.json']],
    ['a hostile trace', ['--trace', './no/\u001b]0;pwned\u0007', 'routes.json']],
    ['two hostile words', ['routes.json', '\u001b]0;pwned\u0007\u202e']],
    ['a hostile prefix', ['list', 'routes.json', 'a=openapi.json@/\u001b]0;pwned\u0007\u202e{x']],
    ['a hostile mounted source', ['list', 'routes.json', 'a=\u001b]0;pwned\u0007.yaml']],
    ['a hostile command to be helped with', ['help', '\u001b]0;pwned\u0007']],
    ['a hostile rule', ['lint', '--only', '\u001b]0;pwned\u0007\u202e', 'routes.json']],
    ['lint of an OpenAPI document', ['lint', 'openapi.json']],
    ['lint --json', ['lint', '--json', 'routes.json']],
    ['check --json', ['check', '--json', 'routes.json', 'requests.yaml']],
    ['check of a hostile file', ['check', 'routes.json', '\u001b]0;pwned\u0007.yaml']],
    ['check of faulty requests', ['check', 'routes.json', 'faulty.json']],
    ['check --init to the terminal', ['check', '--init', 'routes.json']],
    ['check --update', ['check', '--update', 'routes.json', 'updated.yaml']],
    ['requests from a hostile file', ['explain', 'routes.json', '--requests', 'requests\u001b[31m.ndjson']],
    ['requests that are none', ['explain', 'routes.json', '--requests', 'broken.ndjson']],
    ['explain --json', ['explain', '--json', 'openapi.json', 'GET', '/\u202e\u009b1m']],
    ['a hostile scenario', ['list', '--scenario', 'scenario.yaml', 'routes.json']],
    ['a scenario that is not there', ['list', '--scenario', '\u001b]0;pwned\u0007', 'routes.json']],
    ['broken JSON', ['list', 'broken.json']],
    ['broken JSON in one line', ['list', 'line.json']],
    ['JSON with keys that stand twice', ['list', 'twice.json']],
    ['YAML with keys that stand twice', ['list', 'twice.yaml']],
    ['YAML with hostile tags and anchors', ['list', 'tags.yaml']],
    ['references to hostile files', ['list', 'references.json']],
    ['bytes that are no text', ['list', 'latin.yaml']],
  ])('%s', async (_, args) => {
    driver = launch(args, { cwd: folder });
    await driver.exit();
    expect(driver.raw()).not.toBe('');
    expectMeantOnly(driver.raw());
  });

  it.each(['routes.json', 'openapi.json'])('the explorer on %s', async (source) => {
    driver = launch([source], { cwd: folder, cols: 120, rows: 36 });
    await driver.waitFor('Registered Routes');
    driver.type('GET /0/x/end');
    await driver.waitFor(/\d{3} [A-Z]/);
    driver.press('tab', 'tab', 'down', 'down', 'enter', 'end', 'c', 'pageup', 'esc', 'f2');
    driver.press('pagedown', 'end', 'esc', 'f1', 'esc', 'shift-tab', 'shift-tab');
    driver.paste(strings.join(' '));
    driver.press('enter', 'ctrl-r', 'esc', 'ctrl-p', 'down', 'esc');
    driver.resize(80, 24);
    driver.paste(`curl -X '${strings[1]}' -H 'Host: ${strings[5]}' 'http://h/${strings[9]}'`);
    driver.press('enter', 'ctrl-c');
    const { code } = await driver.exit();
    expect([code, driver.alternate()]).toEqual([0, false]);
    expectMeantOnly(driver.raw());
  });

  it('the explorer on a source that is not there, and on one that cannot be used', async () => {
    const name = './\u001b]0;pwned\u0007\u009b31m.yaml';
    driver = launch([name], { cwd: folder });
    await driver.exit();
    expectMeantOnly(driver.raw());
    writeFileSync(join(folder, name), 'routes: [{pth: /x}]');
    driver = launch([name], { cwd: folder });
    await driver.waitFor('can’t be used');
    driver.press('f2', 'esc', 'ctrl-c');
    await driver.exit();
    expectMeantOnly(driver.raw());
  });

  it('replies of a terminal are not taken for typing', async () => {
    driver = launch(['routes.json'], { cwd: folder });
    await driver.waitFor('Registered Routes');
    driver.type('GET /p1/b');
    await driver.waitFor('200 OK');
    driver.type('\u001b[12;40R');
    driver.type('\u001b[?62;22c');
    driver.type('\u001b]11;rgb:0000/0000/0000\u001b\\');
    driver.type('\u001bP1$r0m\u001b\\');
    driver.type('\u001b[I\u001b[O');
    driver.type('\u001b[<0;10;10M');
    // What is typed behind them shows that they were read.
    driver.type('x');
    await driver.waitFor(/ GET \/p1\/bx /);
    driver.paste('\u001b[12;40R\u001b]52;c;eA==\u0007\u001b[6n');
    driver.type('y');
    await driver.waitFor(/bx.*y/);
    driver.press('ctrl-c');
    await driver.exit();
    expectMeantOnly(driver.raw());
  });

  it('what is copied holds nothing that a shell or a terminal would obey', async () => {
    writeFileSync(
      file('copy.json'),
      JSON.stringify({ framework: 'starlette', routes: [`GET /a\u001b]0;x\u0007${'\u202e'}\u009b1m/b`] }),
    );
    driver = launch(['copy.json'], { cwd: folder });
    await driver.waitFor('GET     /a');
    driver.press('esc', 'tab', 'down', 'c');
    await driver.waitFor(() => driver.raw().includes('\u001b]52;'));
    driver.press('ctrl-c');
    await driver.exit();
    // biome-ignore lint/suspicious/noControlCharactersInRegex: it is a sequence
    const [, copied = ''] = /\u001b\]52;c;([^\u0007]*)\u0007/.exec(driver.raw()) ?? [];
    const text = Buffer.from(copied, 'base64').toString('utf8');
    expect(text).toMatch(/^curl /);
    expect(unsafeIn(text, 'one line')).toBeNull();
    expectMeantOnly(driver.raw());
  });
});
