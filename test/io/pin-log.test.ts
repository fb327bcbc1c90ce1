import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openHistory } from '../../src/io/history.ts';
import { openPinLog } from '../../src/io/pin-log.ts';

const root = mkdtempSync(join(tmpdir(), 'nearmiss-pins-'));
afterAll(() => rmSync(root, { recursive: true }));
const log = () => join(mkdtempSync(join(root, 'state-')), 'pins.ndjson');

describe('the log of pins', () => {
  it('keeps pins in the order in which they were pinned', () => {
    const file = log();
    const pins = openPinLog(file);
    expect(pins.read()).toBeNull();
    pins.keep(['GET /1', 'GET /2'], []);
    pins.keep(['GET /2', 'GET /"3"\n'], ['GET /1', 'GET /2']);
    expect(openPinLog(file).read()).toEqual(['GET /2', 'GET /"3"\n']);
  });

  it('knows that all of the first pins were removed', () => {
    const pins = openPinLog(log());
    pins.keep([], ['GET /first']);
    expect(pins.read()).toEqual([]);
  });

  it('loses no pin of several sessions', () => {
    const file = log();
    const [one, two] = [openPinLog(file), openPinLog(file)];
    one.keep(['GET /1'], []);
    two.keep(['GET /2'], []);
    one.keep(['GET /1', 'GET /3'], ['GET /1']);
    expect(one.read()).toEqual(['GET /1', 'GET /2', 'GET /3']);
    two.keep([], ['GET /2']);
    expect(one.read()).toEqual(['GET /1', 'GET /3']);
  });

  it('skips what is no entry, and a line that was left unfinished', () => {
    const file = log();
    const pins = openPinLog(file);
    pins.keep(['GET /1'], []);
    appendFileSync(file, 'null\n[]\n5\n{"pin":5}\n{"pin":"GET /unfin');
    pins.keep(['GET /1', 'GET /2'], ['GET /1']);
    expect(pins.read()).toEqual(['GET /1', 'GET /2']);
  });
});

describe('several processes at once', () => {
  const program = join(root, 'writer.mjs');
  /** Pins requests one after the other, says so after each, and puts each into the history. */
  const WRITER = `
    const [who, folder, count] = process.argv.slice(2);
    const pins = openPinLog(folder + '/pins.ndjson');
    const history = openHistory(folder + '/history');
    let before = [];
    for (let i = 0; i < Number(count); i++) {
      const now = [...before.slice(-1), who + i];
      const fault = pins.keep(now, before);
      if (fault) throw new Error(fault);
      history.keep(who + i);
      before = now;
      require('node:fs').writeSync(1, who + i + '\\n');
    }`;
  beforeAll(async () => {
    const source = (name: string) => JSON.stringify(fileURLToPath(new URL(`../../src/io/${name}`, import.meta.url)));
    const contents = `import { createRequire } from 'node:module';
      import { openHistory } from ${source('history.ts')};
      import { openPinLog } from ${source('pin-log.ts')};
      const require = createRequire(import.meta.url);${WRITER}`;
    await build({
      stdin: { contents, resolveDir: root },
      outfile: program,
      bundle: true,
      platform: 'node',
      format: 'esm',
    });
  });
  const start = (who: string, folder: string, count: number) =>
    spawn(process.execPath, [program, who, folder, String(count)], { stdio: ['ignore', 'pipe', 'inherit'] });

  /** What a process says that it has written, until it ends; `after` so many lines it's killed. */
  async function written(child: ChildProcess, after: number): Promise<readonly string[]> {
    let text = '';
    child.stdout?.setEncoding('utf8').on('data', (more: string) => {
      text += more;
      if (text.split('\n').length > after) child.kill('SIGKILL');
    });
    await once(child, 'close');
    return text.split('\n').filter((line) => line !== '');
  }

  it('lose nothing that any of them has written, those that are killed included', async () => {
    const folder = mkdtempSync(join(root, 'state-'));
    const lines = await Promise.all([
      written(start('a', folder, 60), Number.POSITIVE_INFINITY),
      written(start('b', folder, 60), Number.POSITIVE_INFINITY),
      written(start('c', folder, 500), 20),
    ]);
    expect(lines.map(({ length }) => length)).toEqual([60, 60, expect.any(Number)]);
    const history = openHistory(join(folder, 'history')).read();
    expect(history).toEqual(expect.arrayContaining(lines.flat()));
    const pins = openPinLog(join(folder, 'pins.ndjson')).read() ?? [];
    expect(pins).toEqual(expect.arrayContaining(['a58', 'a59', 'b58', 'b59', lines[2]?.at(-1)]));
    expect(pins.filter((pin) => /^[ab]/.test(pin))).toHaveLength(4);
  });
});
