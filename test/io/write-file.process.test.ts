import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeFileSafely } from '../../src/io/write-file.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'nearmiss-write-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Writes `a…`, `b…`, `a…` into a file without a pause, and says so after each. */
const WRITER = (source: string) => `
  import { writeFileSafely } from ${JSON.stringify(source)};
  const [file] = process.argv.slice(2);
  for (let i = 0; ; i++) {
    const fault = writeFileSafely(file, 'ab'[i % 2].repeat(300_000));
    process.stdout.write(fault ?? '.');
  }`;

describe('a save', () => {
  it('that is killed leaves the old file or the new one', async () => {
    const program = join(folder, 'writer.mjs');
    const source = fileURLToPath(new URL('../../src/io/write-file.ts', import.meta.url));
    const stdin = { contents: WRITER(source), resolveDir: folder };
    await build({ stdin, outfile: program, bundle: true, platform: 'node', format: 'esm' });
    const file = join(folder, 'routes.yaml');
    writeFileSync(file, 'a'.repeat(300_000));
    for (let round = 0; round < 12; round++) {
      const writer = spawn(process.execPath, [program, file]);
      // Killed somewhere after the first save, a little later each time.
      for (let saves = 0; saves <= round; saves++) await once(writer.stdout, 'data');
      writer.kill('SIGKILL');
      await once(writer, 'exit');
      const content = readFileSync(file, 'utf8');
      expect(content.length).toBe(300_000);
      expect(new Set(content).size).toBe(1);
    }
    // What the killed ones have left goes with the next save; what others are writing at the moment stays.
    writeFileSync(join(folder, `.routes.yaml.${process.ppid}.tmp`), '');
    writeFileSync(join(folder, '.routes.yaml.mine.tmp'), '');
    expect(writeFileSafely(file, 'new')).toBeNull();
    expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual(
      [`.routes.yaml.${process.ppid}.tmp`, '.routes.yaml.mine.tmp'].toSorted(),
    );
  });

  it('never shows half of it to a reader', async () => {
    const file = join(folder, 'read.yaml');
    for (let i = 0; i < 50; i++) {
      expect(writeFileSafely(file, String(i % 10).repeat(100_000))).toBeNull();
      expect(new Set(readFileSync(file, 'utf8')).size).toBe(1);
    }
  });

  it('keeps permissions and links', () => {
    const file = join(folder, 'own.yaml');
    const link = join(folder, 'link.yaml');
    writeFileSync(file, 'old');
    chmodSync(file, 0o600);
    symlinkSync('own.yaml', link);
    expect(writeFileSafely(link, 'new')).toBeNull();
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
    expect([readFileSync(file, 'utf8'), statSync(file).mode & 0o777]).toEqual(['new', 0o600]);
  });

  it('into a pipe goes through it, and never takes its place', async () => {
    const pipe = join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    expect(writeFileSafely(pipe, 'lost')).toBe(`cannot write ${pipe}: it has no reader`);
    const reader = spawn('cat', [pipe]);
    let read = '';
    reader.stdout.on('data', (data) => (read += data));
    // Until somebody reads there.
    while (writeFileSafely(pipe, 'whole') !== null) await new Promise((resolve) => setImmediate(resolve));
    await once(reader, 'close');
    expect([read, lstatSync(pipe).isFIFO()]).toEqual(['whole', true]);
  });

  it('writes through no link that somebody has put in its way', () => {
    const victim = join(folder, 'victim');
    writeFileSync(victim, 'mine');
    symlinkSync(victim, join(folder, `.trap.yaml.${process.pid}.tmp`));
    expect(writeFileSafely(join(folder, 'trap.yaml'), 'new')).toBeNull();
    expect(readFileSync(victim, 'utf8')).toBe('mine');
  });
});
