import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runShell } from '../support/run-cli.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** How answers reach whoever reads them: whole, in order, and without what a terminal needs where there is none. */
describe.skipIf(process.platform === 'win32')('the output', () => {
  let folder = '';
  let source = '';
  /** What the command prints: two megabytes, more than any pipe holds. */
  let expected = '';
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'nearmiss-output-'));
    source = join(folder, 'many.json');
    const routes = Array.from({ length: 50_000 }, (_, i) => `GET /some/lengthy/path/ünïcode/number/${i}`);
    writeFileSync(source, JSON.stringify({ routes }));
    await runShell(`nearmiss list ${source} > ${folder}/expected`);
    expected = readFileSync(join(folder, 'expected'), 'utf8');
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** Runs `line` with the list's whole output somewhere in it, and a file `got` for what arrived. */
  const arrived = async (line: string) => {
    const { stdout, stderr } = await runShell(line.replaceAll('LIST', `nearmiss list ${source}`), { cwd: folder });
    expect(stderr).toBe('');
    return { code: stdout.trim(), got: readFileSync(join(folder, 'got'), 'utf8') };
  };
  // Starting it takes a while, in which the pipe is full.
  const SLOW_READER = '{ nearmiss --version > version; cat > got; }';
  // What a killed process leaves of a pipe: writing to it doesn't wait.
  const NONBLOCKING = `${process.execPath} -e 'process.stdout; process.kill(process.pid, "SIGKILL")'`;

  it.each([
    ['a file', 'LIST > got; echo $?'],
    ['a reader that is late', `LIST | ${SLOW_READER}; echo $PIPESTATUS`],
    ['a pipe that is shared with errors', `LIST 2>&1 | ${SLOW_READER}; echo $PIPESTATUS`],
    ['a pipe that must not be waited for', `{ ${NONBLOCKING} 2> killed; LIST; } 2> /dev/null | ${SLOW_READER}; echo 0`],
    ['a socket, as programs give it', `${process.execPath} socket.cjs > got; echo $?`],
  ])('comes whole to %s', async (_, line) => {
    const script = `const { spawn } = require('node:child_process');
      const child = spawn(process.execPath, ${JSON.stringify([`${ROOT}bin/nearmiss.js`, 'list', source])});
      setImmediate(() => child.stdout.pipe(process.stdout));`;
    writeFileSync(join(folder, 'socket.cjs'), script);
    const { code, got } = await arrived(line);
    expect({ code, length: got.length }).toEqual({ code: '0', length: expected.length });
    expect(got === expected).toBe(true);
  });

  it.each([
    ['a file', 'nearmiss explain one.json GET /a > short; echo $?; cat short'],
    ['a pipe', 'nearmiss explain one.json GET /a | tac'],
    [
      'a pipe that must not be waited for',
      `{ ${NONBLOCKING} 2> killed; nearmiss explain one.json GET /a; } 2> /dev/null | tac`,
    ],
  ])('comes to %s when it is short, too', async (_, line) => {
    writeFileSync(join(folder, 'one.json'), JSON.stringify({ routes: ['GET /a'] }));
    expect((await runShell(line, { cwd: folder })).stdout).toContain('200 OK  GET /a');
  });

  it.each([
    ['short', 'nearmiss explain one.json GET /a'],
    ['long', 'LIST'],
  ])('ends with an error where the disk is full: %s', async (_, line) => {
    writeFileSync(join(folder, 'one.json'), JSON.stringify({ routes: ['GET /a'] }));
    const command = line.replaceAll('LIST', `nearmiss list ${source}`);
    const { stdout, stderr } = await runShell(`${command} > /dev/full; echo $?`, { cwd: folder });
    expect([stdout, stderr]).toEqual(['2\n', expect.stringContaining('cannot write the answer')]);
  });

  it.each(['nearmiss explain one.json GET /a', 'LIST'])('ends quietly where its reader has gone: %s', async (line) => {
    writeFileSync(join(folder, 'one.json'), JSON.stringify({ routes: ['GET /a'] }));
    const command = line.replaceAll('LIST', `nearmiss list ${source}`);
    const { stdout, stderr } = await runShell(
      `{ nearmiss --version > version; ${command}; echo $? >&2; } 2> code | true; cat code`,
      { cwd: folder },
    );
    expect([stdout, stderr]).toEqual(['0\n', '']);
  });

  it('keeps its exit code where nobody reads the complaints', async () => {
    const { stdout } = await runShell('nearmiss list nope.json 2>&1 >/dev/null | true; echo $PIPESTATUS', {
      cwd: folder,
    });
    expect(stdout).toBe('2\n');
  });

  it.each([
    ['SIGINT', 'a signal while nobody reads ends it'],
    ['SIGTERM', 'so does this one'],
  ])('%s: %s', async (signal) => {
    const line = `exec 3< <(exec ${process.execPath} ${ROOT}bin/nearmiss.js list ${source}; )
      child=$!
      head -c 1 <&3 > got
      kill -s ${signal} $child
      wait $child
      echo ended`;
    expect((await runShell(line, { cwd: folder })).stdout).toBe('ended\n');
  });
});
