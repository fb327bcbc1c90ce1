import type { ParamValue } from '../../../model/resolution.ts';
import { floatValue, intValue, MAX_INT_DIGITS } from '../../starlette/convertors.ts';

/**
 * pydantic's lax `int` from text (pydantic-core, input/shared.rs, str_as_int): ` 5`, `+5`, `1_000`, `12.00`. Leading zeros
 * are dropped before the sign is looked at, so that `00-10` is -10.
 */
export function intFromText(text: string): ParamValue | null {
  const plain = plainInt(text);
  if (plain >= 0) return plain;
  const trimmed = trim(text);
  if (trimmed.length > LONGEST || trimmed.startsWith('+-')) return null;
  const unsigned = trimmed.replace(/^\+/, '').replace(/\.0+$/, '');
  if (unsigned.endsWith('_')) return null;
  const stripped = unsigned.startsWith('-') ? `-${withoutZeros(unsigned.slice(1))}` : withoutZeros(unsigned);
  // A minus that only shows behind the zeros is read to the letter: `0-_1` is -1, `0-01` is none.
  const late = unsigned.startsWith('0') && stripped.startsWith('-');
  if (!(late ? /^-_?(?:0|[1-9][0-9]*(?:_[0-9]+)*)$/ : /^-?[0-9]+(?:_[0-9]+)*$/).test(stripped)) return null;
  const digits = stripped.replaceAll('_', '');
  return digits.length > MAX_INT_DIGITS ? null : intValue(digits);
}

function withoutZeros(digits: string): string {
  return digits.startsWith('0') ? digits.replace(/^[0_]+/, '') || '0' : digits;
}

/** What nearly every integer looks like: a few digits and nothing else. -1 for what has to be looked at more closely. */
function plainInt(text: string): number {
  if (text.length === 0 || text.length > 15) return -1;
  let value = 0;
  for (let i = 0; i < text.length; i++) {
    const digit = text.charCodeAt(i) - 48;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value;
}

/** What no server lets through as a request line is not looked at. */
const LONGEST = 100_000;

/**
 * pydantic's lax `float` from text (pydantic-core, input/shared.rs, str_as_float): Rust's `f64::from_str` on the trimmed
 * text, else on the text without its underscores, then untrimmed.
 */
export function floatFromText(text: string): ParamValue | null {
  const value = rustFloat(trim(text));
  if (value !== null || !text.includes('_')) return value;
  if (text.startsWith('_') || text.endsWith('_') || text.includes('__')) return null;
  return rustFloat(text.replaceAll('_', ''));
}

function rustFloat(text: string): ParamValue | null {
  const special = /^([+-]?)(?:(inf|infinity)|nan)$/i.exec(text);
  if (special) return special[2] === undefined ? 'nan' : `${special[1] === '-' ? '-' : ''}inf`;
  if (!/^[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:e[+-]?[0-9]+)?$/i.test(text)) return null;
  return floatValue(Number(text));
}

/** pydantic's lax `bool` from text (pydantic-core, input/shared.rs, str_as_bool): whole words, no spaces around. */
export function boolFromText(text: string): boolean | null {
  const word = text.toLowerCase();
  if (['0', 'off', 'f', 'false', 'n', 'no'].includes(word)) return false;
  return ['1', 'on', 't', 'true', 'y', 'yes'].includes(word) ? true : null;
}

/** Rust's `str::trim`: Unicode's White_Space, which differs from JavaScript's `trim` in U+0085 and U+FEFF. */
function trim(text: string): string {
  return text.replace(EDGES, '');
}

const EDGES =
  /^[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+|[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+$/g;
