import type { Annotation } from '../../../model/annotation.ts';
import type { ParamValue } from '../../../model/resolution.ts';
import { floatValue } from '../../starlette/convertors.ts';
import { decimalFromText } from './decimal.ts';
import { dateFromText, dateTimeFromText } from './temporal.ts';

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
      return floatValue(value);
    case 'bool':
      return value === 0 || value === 1 ? value === 1 : null;
    case 'decimal':
      return Number.isFinite(value) || convertor === 'int' ? decimalFromText(pythonText(given)) : null;
    case 'date':
      return dateFromText(plainText(given, value));
    case 'datetime':
      return dateTimeFromText(plainText(given, value));
    case 'str':
    case 'uuid':
    case 'enum':
    case 'literal':
      return null;
  }
}

const wholeOf = (value: number): ParamValue => (value < 2 ** 53 ? value : BigInt(value).toString());

/** A number as a timestamp's digits. */
const plainText = (given: ParamValue, value: number) =>
  typeof given === 'number' && Number.isInteger(value) ? BigInt(value).toString() : String(given);

/** `str(float)` differs from JavaScript in `1e+21`, which Decimal reads alike. */
const pythonText = (given: ParamValue) => String(given);
