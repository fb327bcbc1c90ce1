import type { ParamValue } from '../../../model/resolution.ts';
import { floatValue, intValue, MAX_INT_DIGITS } from '../../starlette/convertors.ts';
import { trim, withoutUnderscores } from './text.ts';

/** pydantic's lax `int` from text (pydantic-core, input/shared.rs, str_as_int): ` 5`, `+5`, `1_000`, `12.00`. */
export function intFromText(text: string): ParamValue | null {
  const trimmed = trim(text);
  if (trimmed.length > MAX_INT_DIGITS) return null;
  const digits = withoutUnderscores(trimmed);
  const match = digits === null ? null : /^([+-]?[0-9]+)(?:\.0+)?$/.exec(digits);
  return match ? intValue(match[1] ?? '') : null;
}

/** pydantic's lax `float` from text (pydantic-core, input/shared.rs, str_as_float), which is Rust's `f64::from_str`. */
export function floatFromText(text: string): ParamValue | null {
  const digits = withoutUnderscores(trim(text));
  if (digits === null) return null;
  const special = /^([+-]?)(?:(inf|infinity)|nan)$/i.exec(digits);
  if (special) return special[2] === undefined ? 'nan' : `${special[1] === '-' ? '-' : ''}inf`;
  if (!/^[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:e[+-]?[0-9]+)?$/i.test(digits)) return null;
  return floatValue(Number(digits));
}

/** pydantic's lax `bool` from text (pydantic-core, input/shared.rs, str_as_bool): whole words, no spaces around. */
export function boolFromText(text: string): boolean | null {
  const word = text.toLowerCase();
  if (['0', 'off', 'f', 'false', 'n', 'no'].includes(word)) return false;
  return ['1', 'on', 't', 'true', 'y', 'yes'].includes(word) ? true : null;
}
