import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeText, encodeLike } from '../../../src/formats/text/decode-text.ts';

const bytes = (text: string, encoding: 'utf8' | 'utf16le' | 'latin1' = 'utf8') =>
  new Uint8Array(Buffer.from(text, encoding));
const swapped = (text: string) => new Uint8Array(Buffer.from(text, 'utf16le').swap16());
const decode = (input: Uint8Array) => decodeText(input, 'x');

describe('decodeText', () => {
  it.each([
    ['UTF-8', bytes('routes: é書🦊')],
    ['UTF-8 with its mark', bytes('\ufeffroutes: é書🦊')],
    ['UTF-16 with its mark', bytes('\ufeffroutes: é書🦊', 'utf16le')],
    ['UTF-16 without it', bytes('routes: é書🦊', 'utf16le')],
    ['UTF-16 the other way round', swapped('\ufeffroutes: é書🦊')],
    ['that without mark', swapped('routes: é書🦊')],
  ])('reads %s, and writes it again', (_, input) => {
    expect(decode(input)).toEqual({ text: 'routes: é書🦊', problem: null });
    expect(encodeLike(input, 'routes: é書🦊')).toEqual(input);
  });

  it('reads nothing as nothing', () => expect(decode(new Uint8Array())).toEqual({ text: '', problem: null }));

  it('replaces bytes that are not UTF-8 and says where', () => {
    const { text, problem } = decode(bytes('routes:\n  - GET /caf\u00e9\n', 'latin1'));
    expect(text).toBe('routes:\n  - GET /caf\ufffd\n');
    expect(problem).toMatchObject({ severity: 'warning', code: 'invalid-utf8', at: { line: 2, column: 13 } });
  });

  it('takes a replacement character for what it is', () => expect(decode(bytes('a\ufffd')).problem).toBeNull());

  it.each([
    ['a gzip archive', [0x1f, 0x8b, 8, 0]],
    ['a zip archive', [0x50, 0x4b, 3, 4, 20, 0]],
    ['an xz archive', [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0]],
    ['a bzip2 archive', [...Buffer.from('BZh91AY&SY')]],
    ['a PDF file', [...Buffer.from('%PDF-1.7\n')]],
    ['a program', [0x7f, 0x45, 0x4c, 0x46, 2, 1]],
    ['a PNG image', [0x89, 0x50, 0x4e, 0x47, 13, 10]],
    ['zero bytes', [0x61, 0, 0, 0x62, 0x63]],
    ['not text', [0xc3, 0x28, 0xa0, 0xa1, 0xe2, 0x28, 0xa1, 0xff]],
  ])('refuses %s', (what, input) => {
    const { text, problem } = decode(new Uint8Array(input));
    expect(text).toBeNull();
    expect(problem).toMatchObject({ severity: 'error', code: 'binary', message: expect.stringContaining(what) });
  });

  it('says how to unpack what may hold a document', () => {
    expect(decode(new Uint8Array([0x50, 0x4b, 3, 4])).problem?.hint).toBe(
      'unpack it first: unzip -p FILE | nearmiss -',
    );
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (input) => {
        const { text, problem } = decode(input);
        expect(text === null).toBe(problem?.severity === 'error');
      }),
    );
  });
});
