import { expect, it } from 'vitest';
import { codes, read } from './support.ts';

it('a problem with each of very many paths is no more trouble than one', () => {
  const paths = Object.fromEntries(Array.from({ length: 150_000 }, (_, i) => [`p${i}`, { get: {} }]));
  const result = read(JSON.stringify({ openapi: '3.1.0', paths }));
  expect(result.tree?.app.routes.length).toBe(150_000);
  expect(new Set(codes(result))).toEqual(new Set(['no-leading-slash']));
  expect(result.problems.length).toBe(201);
});
