import { describe, expect, it } from 'vitest';
import { read, readFiles } from './support.ts';

describe('progress', () => {
  const path = (at: number) => [`/p${at}`, { get: {}, put: {}, post: {} }];
  const document = (paths: number) => ({
    openapi: '3.1.0',
    paths: Object.fromEntries(Array.from({ length: paths }, (_, i) => path(i))),
  });
  const reported = (source: object) => {
    const counts: number[] = [];
    read(source, { onProgress: (operations) => counts.push(operations) });
    return counts;
  };

  it('is told about every thousand operations, and never for a small document', () => {
    expect(reported(document(300))).toEqual([]);
    expect(reported(document(1200))).toEqual([1002, 2004, 3006]);
  });

  it('counts a path once that had to wait for a file', () => {
    const counts: number[] = [];
    const paths = Object.fromEntries(
      Array.from({ length: 1100 }, (_, i) => [`/p${i}`, { $ref: `item.json#/p${i % 7}` }]),
    );
    const item = Object.fromEntries(Array.from({ length: 7 }, (_, i) => [`p${i}`, { get: {} }]));
    const files = { 'api.json': JSON.stringify({ openapi: '3.1.0', paths }), 'item.json': JSON.stringify(item) };
    readFiles(files, { onProgress: (operations) => counts.push(operations) });
    expect(counts).toEqual([1000]);
  });
});
