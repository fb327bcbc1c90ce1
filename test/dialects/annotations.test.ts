import { describe, expect, test } from 'vitest';
import { validate } from '../../src/dialects/fastapi/annotations/validate.ts';
import { convert } from '../../src/dialects/starlette/convertors.ts';
import { parseAnnotation } from '../../src/model/annotation.ts';
import type { ConvertorName } from '../../src/model/path-template.ts';
import type { ParamValue } from '../../src/model/resolution.ts';

/** What a declared parameter makes of a text behind a convertor; null for a 422. */
function validated(annotation: string, text: string, convertor: ConvertorName = 'str'): ParamValue | null {
  const parsed = parseAnnotation(annotation);
  const given = convert(convertor, text);
  if (!parsed || given === null) throw new Error(`no such case: ${annotation} ${text}`);
  return validate(parsed, convertor, given);
}

// Every row was asked of pydantic 2.13 itself.
const CASES: Record<string, readonly (readonly [text: string, value: ParamValue | null])[]> = {
  int: [
    ['5', 5],
    [' +5\n', 5],
    ['-0', 0],
    ['007', 7],
    ['1_000', 1000],
    ['12.00', 12],
    ['00-10', -10],
    ['+0-5', -5],
    ['00__1', 1],
    ['\u0085\u00a05\u2003', 5],
    ['9007199254740993', '9007199254740993'],
    ['-9007199254740993', '-9007199254740993'],
    ['-0__5', -5],
    ['0-_5', -5],
    ['0-05', null],
    ['0_.0', null],
    ['0'.repeat(5000), 0],
    ['1'.repeat(4301), null],
    ['12.', null],
    ['12.5', null],
    ['1e3', null],
    ['+-5', null],
    ['-00-1', null],
    ['1__0', null],
    ['_1', null],
    ['0_', null],
    ['٣', null],
    ['\ufeff5', null],
    ['', null],
  ],
  float: [
    ['1.5', 1.5],
    ['.5', 0.5],
    ['5.', 5],
    ['1e3', 1000],
    ['1_0.5', 10.5],
    ['1._5', 1.5],
    ['in_f', 'inf'],
    ['-Infinity', '-inf'],
    ['-NaN', 'nan'],
    ['1e400', 'inf'],
    [' 1.5 ', 1.5],
    [' 1_0', null],
    ['1__0', null],
    ['0x1F', null],
    ['1,5', null],
  ],
  bool: [
    ['TRUE', true],
    ['oN', true],
    ['n', false],
    ['1', true],
    ['1.0', null],
    [' 1', null],
    ['00', null],
  ],
  uuid: [
    ['3F2504E0-4F89-41D3-9A0C-0305E82C3301', '3f2504e0-4f89-41d3-9a0c-0305e82c3301'],
    ['3f2504e04f8941d39a0c0305e82c3301', '3f2504e0-4f89-41d3-9a0c-0305e82c3301'],
    ['urn:uuid:3f2504e0-4f89-41d3-9a0c-0305e82c3301', '3f2504e0-4f89-41d3-9a0c-0305e82c3301'],
    ['{3f2504e0-4f89-41d3-9a0c-0305e82c3301}', '3f2504e0-4f89-41d3-9a0c-0305e82c3301'],
    ['3f2504e04f89-41d39a0c-0305e82c3301', null],
    ['{3f2504e04f8941d39a0c0305e82c3301}', null],
    ['3f2504e0-4f89-41d3-9a0c-0305e82c3301\n', null],
  ],
  date: [
    ['2024-02-29', '2024-02-29'],
    ['0', '1970-01-01'],
    ['-86400', '1969-12-31'],
    ['86400.0', '1970-01-02'],
    ['2024-02-29T00:00:00+05:00', '2024-02-29'],
    ['2023-02-29', null],
    ['20240101', null],
    ['2024-02-29T12:00:00', null],
    ['0000-01-01', null],
    ['2024-2-9', null],
  ],
  datetime: [
    ['2024-02-29T12:00', '2024-02-29T12:00:00'],
    ['2024-02-29_12:00:00.5', '2024-02-29T12:00:00.500000'],
    ['2024-02-29t12:00:00z', '2024-02-29T12:00:00+00:00'],
    ['2024-02-29 12:00:00-0530', '2024-02-29T12:00:00-05:30'],
    ['2024-02-29', '2024-02-29T00:00:00'],
    ['1700000000.123456789', '2023-11-14T22:13:20.123457+00:00'],
    ['2024-02-29T12:00:00.1234567890123', '2024-02-29T12:00:00.123456'],
    ['1700000000123', '2023-11-14T22:13:20.123000+00:00'],
    ['20000000001000.5', '1970-08-20T11:33:20.001500+00:00'],
    ['-79375845228837.33278', '1967-06-27T07:09:14.933674+00:00'],
    ['-.5', '1969-12-31T23:59:59.500000+00:00'],
    ['-62135596800000', '0001-01-01T00:00:00+00:00'],
    ['253402300799999', '9999-12-31T23:59:59.999000+00:00'],
    ['253402300800000', null],
    ['1e3', null],
    ['2024-02-29T24:00:00', null],
    ['2024-02-29T12:00:00+24:00', null],
    ['1_700', null],
  ],
  decimal: [
    ['1.50', '1.50'],
    [' -0.0 ', '-0.0'],
    ['1_0__0', '100'],
    ['1e10', '1E+10'],
    ['1e-7', '1E-7'],
    ['0.000001', '0.000001'],
    ['12e-9', '1.2E-8'],
    ['１.𝟗', '1.9'],
    ['1e999999999', '1E+999999999'],
    ['NaN', null],
    ['Infinity', null],
    ['²', null],
  ],
  str: [['a\n', 'a\n']],
  'enum:new,used': [
    ['new', 'new'],
    ['New', null],
    ['used ', null],
  ],
  'literal:1,2': [
    ['1', '1'],
    ['01', null],
  ],
};

describe.each(Object.entries(CASES))('%s', (annotation, rows) => {
  test.each(rows.map(([text, value]) => [text.length > 40 ? `${text.slice(0, 5)}…` : text, value, text] as const))(
    '%j is %j',
    (_shown, value, text) => {
      expect(validated(annotation, text)).toEqual(value);
    },
  );
});

describe('a convertor hands on a value, not text', () => {
  test.each([
    ['int', 'int', '007', 7],
    ['str', 'int', '5', null],
    ['float', 'int', '5', 5],
    ['bool', 'int', '1', true],
    ['bool', 'int', '2', null],
    ['enum:5', 'int', '5', null],
    ['uuid', 'int', '5', null],
    ['decimal', 'int', '5', '5'],
    ['date', 'int', '86400', '1970-01-02'],
    ['float', 'int', '9'.repeat(400), null],
    ['float', 'float', '9'.repeat(400), 'inf'],
    ['int', 'float', '12.0', 12],
    ['int', 'float', '12.5', null],
    ['decimal', 'float', '5', '5.0'],
    ['decimal', 'float', `1${'0'.repeat(16)}`, '1E+16'],
    ['datetime', 'float', '0.5', '1970-01-01T00:00:00.500000+00:00'],
    ['datetime', 'float', '20000000000.5', '2603-10-11T11:33:20.000500+00:00'],
    ['uuid', 'uuid', '3f2504e04f8941d39a0c0305e82c3301', '3f2504e0-4f89-41d3-9a0c-0305e82c3301'],
    ['str', 'uuid', '3f2504e04f8941d39a0c0305e82c3301', null],
    ['int', 'path', '5', 5],
  ] as const)('%s behind {x:%s}: %j is %j', (annotation, convertor, text, value) => {
    expect(validated(annotation, text, convertor)).toEqual(value);
  });
});
