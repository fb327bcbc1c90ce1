import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTrace } from '../../src/io/trace.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'nearmiss-trace-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function open(name: string) {
  const file = join(folder, name);
  const trace = openTrace(file, { nearmiss: '1' });
  if ('message' in trace) throw new Error(trace.message);
  // Viewers take a list that isn't closed: a program that was killed can't close it.
  return { trace, events: () => JSON.parse(`${readFileSync(file, 'utf8')}]`) as Record<string, unknown>[] };
}

describe('a trace', () => {
  it('is a list of spans, begun with what it was recorded on', () => {
    const { trace, events } = open('spans.json');
    const add = trace.around('add', (a: number, b: number) => a + b);
    expect(add(1, 2)).toBe(3);
    trace.ended('frame', 2.5);
    expect(events()).toHaveLength(1);
    trace.flush();
    expect(events()).toMatchObject([
      { name: 'about', args: { nearmiss: '1' } },
      { name: 'add', ph: 'X' },
      { name: 'frame', dur: 2500 },
    ]);
  });

  it('holds nothing of what its functions are given', () => {
    const { trace, events } = open('private.json');
    trace.around('update', (_request: string) => 'an answer')('GET /secret');
    trace.flush();
    expect(JSON.stringify(events())).not.toMatch(/secret|answer/);
  });

  it('lets faults through and has their time all the same', () => {
    const { trace, events } = open('faults.json');
    const fail = trace.around('fail', () => {
      throw new Error('a bug');
    });
    expect(fail).toThrow('a bug');
    trace.flush();
    expect(events().at(-1)).toMatchObject({ name: 'fail' });
  });

  it('writes long sessions as they go', () => {
    const { trace, events } = open('long.json');
    for (let i = 0; i < 5000; i++) trace.ended('key', 1);
    expect(events().length).toBeGreaterThan(2000);
  });

  it('says why a file cannot be written', () => {
    expect(openTrace(join(folder, 'nowhere', 'trace.json'), {})).toMatchObject({
      message: expect.stringContaining('cannot write'),
    });
  });
});
