import { describe, expect, it } from 'vitest';
import { CAUSE_KINDS } from '../../src/diagnosis/near-miss.ts';
import { buildTree } from '../../src/formats/routes-file/build-tree.ts';
import { loadCorpus } from './corpus.ts';

const corpus = loadCorpus(import.meta.dirname);
const KEYS = ['file', 'id', 'address', 'framework', 'routes', 'request', 'meant', 'causes', 'or', 'note'];

describe('the corpus of real misses', () => {
  it('has a hundred misses and more, and requests that mean nothing', () => {
    expect(corpus.filter((entry) => entry.meant).length).toBeGreaterThanOrEqual(100);
    expect(corpus.filter((entry) => !entry.meant).length).toBeGreaterThanOrEqual(25);
  });

  it('has every id once', () => {
    expect(new Set(corpus.map((entry) => entry.id)).size).toBe(corpus.length);
  });

  it.each(corpus.map((entry) => [entry.id, entry] as const))('%s is well formed', (_id, entry) => {
    expect(Object.keys(entry).filter((key) => !KEYS.includes(key))).toEqual([]);
    expect(entry.id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    expect(entry.address).toMatch(/^https:\/\/github\.com\/[^/]+\/[^/]+\/(issues|pull|discussions)\/\d+$/);
    expect(entry.note).toMatch(/^\S.*\.$/);
    expect(entry.request.method).toMatch(/^[A-Z]+$/);
    expect(entry.request.path).toMatch(/^\//);
    expect(entry.meant === undefined).toBe(entry.causes === undefined);
    for (const kinds of [entry.causes ?? [], ...(entry.or ?? [])]) {
      for (const kind of kinds) expect(CAUSE_KINDS).toContain(kind);
    }
    if (entry.causes) expect(entry.causes.length).toBeGreaterThan(0);
    if (entry.meant) expect(entry.meant.route).toMatch(/^\//);
    expect(buildTree(entry.routes).app.kind).toBe(entry.routes.framework);
  });
});
