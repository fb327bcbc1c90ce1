import { expect, test } from 'vitest';
import { decodePath } from '../../src/dialects/percent-decoding.ts';

test.each([
  ['/plain', '/plain'],
  ['/a%20b%2Fc', '/a b/c'],
  ['/caf%C3%A9', '/café'],
  ['/%F0%9F%98%80', '/😀'],
  ['/%EF%BB%BFx', '/\ufeffx'],
  ['/%2525', '/%25'],
  ['/%', '/%'],
  ['/%zz%41', '/%zzA'],
  ['/%4', '/%4'],
  ['/%FF', '/\ufffd'],
  ['/%E2%82', '/\ufffd'],
  ['/%ED%A0%80', '/\ufffd\ufffd\ufffd'],
  ['/%C3é%A9', '/\ufffdé\ufffd'],
])('%s decodes to %j', (raw, decoded) => {
  expect(decodePath(raw)).toBe(decoded);
});
