import type { Annotation } from '../../../model/annotation.ts';
import type { ParamValue } from '../../../model/resolution.ts';
import { floatValue } from '../../starlette/convertors.ts';
import { dateFromText, dateOf, dateTimeFromText, formatDateTime, type Moment, momentOfNumber } from '../../temporal.ts';
import { decimalFromText } from './decimal.ts';

/** pydantic's lax mode for what the convertors `int` and `float` hand on: Python's own numbers, never negative. */
export function validateNumber(
  annotation: Annotation,
  convertor: 'int' | 'float',
  given: ParamValue,
): ParamValue | null {
  const value = Number(given === 'inf' ? Number.POSITIVE_INFINITY : given);
  switch (annotation.kind) {
    case 'int':
      if (convertor === 'int') return given;
      return Number.isInteger(value) && value < 2 ** 63 ? wholeOf(value) : null;
    case 'float':
      // A Python int beyond every float is refused; `float` itself hands on infinity.
      return convertor === 'int' && value === Number.POSITIVE_INFINITY ? null : floatValue(value);
    case 'bool':
      return value === 0 || value === 1 ? value === 1 : null;
    case 'decimal':
      return decimalFromText(convertor === 'int' ? String(given) : floatText(value));
    case 'date':
      return convertor === 'int' ? dateFromText(String(given)) : dateOf(momentOfNumber(value));
    case 'datetime':
      return convertor === 'int' ? dateTimeFromText(String(given)) : dateTimeOf(momentOfNumber(value));
    case 'str':
    case 'uuid':
    case 'enum':
    case 'literal':
      return null;
  }
}

const wholeOf = (value: number): ParamValue => (value < 2 ** 53 ? value : BigInt(value).toString());

function dateTimeOf(moment: Moment | null): string | null {
  return moment && formatDateTime(moment);
}

/** Python's `str(float)`, which pydantic hands to Decimal: `5.0`, and an exponent from 1e16 on. */
function floatText(value: number): string {
  if (!Number.isInteger(value)) return String(value);
  return value < 1e16 ? `${value}.0` : value.toExponential();
}
