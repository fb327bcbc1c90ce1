import type { ConvertorName } from '../../model/path-template.ts';
import type { ParamValue } from '../../model/resolution.ts';

/** Python refuses to read integers of more digits (sys.int_info.default_max_str_digits): Starlette then answers 500. */
export const MAX_INT_DIGITS = 4300;

/** The value a convertor hands on (starlette/convertors.py); null where it raises. */
export function convert(convertor: ConvertorName, text: string): ParamValue | null {
  switch (convertor) {
    case 'str':
    case 'path':
      return text;
    case 'int':
      return text.length > MAX_INT_DIGITS ? null : intValue(text);
    case 'float':
      return floatValue(Number(text));
    case 'uuid':
      return uuidValue(text.replaceAll('-', ''));
  }
}

/** An integer as JSON can carry it: from 2**53 on as a string. `digits` may have a sign and leading zeros. */
export function intValue(digits: string): ParamValue {
  const value = Number(digits);
  if (Math.abs(value) < 2 ** 53) return value === 0 ? 0 : value;
  return BigInt(digits.replace(/^\+/, '')).toString();
}

/** A float as JSON can carry it: what is not finite as Python prints it. */
export function floatValue(value: number): ParamValue {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  return value;
}

/** 32 hexadecimal digits as Python prints a UUID. */
export function uuidValue(hex: string): string {
  const h = hex.toLowerCase();
  return `${h.slice(0, 8)}-${h.slice(8, 12)}-${h.slice(12, 16)}-${h.slice(16, 20)}-${h.slice(20)}`;
}

/** Whether a convertor takes a whole piece of decoded path. */
export function textFits(convertor: ConvertorName, text: string): boolean {
  return (convertor !== 'int' || text.length <= MAX_INT_DIGITS) && WHOLE[convertor].test(text);
}

const WHOLE: Readonly<Record<ConvertorName, RegExp>> = {
  str: /^[^/]+$/,
  path: /^[^\n]*$/,
  int: /^[0-9]+$/,
  float: /^[0-9]+(?:\.[0-9]+)?$/,
  uuid: /^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$/i,
};
