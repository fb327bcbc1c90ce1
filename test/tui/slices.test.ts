import { expect, test } from 'vitest';
import { createSlices } from '../../src/tui/slices.ts';

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

/** Work that needs so many steps, each noted. */
function work(name: string, steps: number, into: string[]): () => boolean {
  let left = steps;
  return () => {
    into.push(name);
    return --left === 0;
  };
}

test('the most urgent work comes first, and all of it is done', async () => {
  const slices = createSlices();
  const done: string[] = [];
  slices.run('prepare', work('prepare', 2, done));
  slices.run('search', work('search', 2, done));
  slices.run('filter', work('filter', 1, done));
  while (done.length < 5) await turn();
  expect(done).toEqual(['filter', 'search', 'search', 'prepare', 'prepare']);
});

test('new work takes the place of the old under its name, even from within it', async () => {
  const slices = createSlices();
  const done: string[] = [];
  slices.run('search', work('old', 5, done));
  slices.run('search', () => {
    slices.run('search', work('next', 2, done));
    done.push('new');
    return true;
  });
  while (done.length < 3) await turn();
  expect(done).toEqual(['new', 'next', 'next']);
});

test('whatever there is to do, events are handled in between', async () => {
  const slices = createSlices();
  let steps = 0;
  slices.run('search', () => ++steps < 0);
  slices.run('prepare', () => ++steps < 0);
  for (let i = 0; i < 3; i++) await turn();
  const before = steps;
  await new Promise<void>((resolve) => setTimeout(resolve));
  expect(before).toBeGreaterThan(0);
  slices.stop();
  const after = steps;
  await turn();
  await turn();
  expect(steps).toBe(after);
});
