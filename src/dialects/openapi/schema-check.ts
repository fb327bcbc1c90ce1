import type { Annotation, NumberConstraints, TextConstraints } from '../../model/annotation.ts';
import { searches } from '../../model/pattern-machine.ts';
import type { ParamValue } from '../../model/resolution.ts';
import { floatValue, intValue } from '../starlette/convertors.ts';
import { dateFromText, dateTimeFromText } from '../temporal.ts';

/** A path parameter against its schema: the value, or null where the schema refuses it. Values are written as in JSON. */
export function checkValue(annotation: Annotation, text: string): ParamValue | null {
  switch (annotation.kind) {
    case 'int':
      return /^-?[0-9]+$/.test(text) && fitsNumber(Number(text), annotation.constraints) ? intValue(text) : null;
    case 'float':
      return NUMBER.test(text) && fitsNumber(Number(text), annotation.constraints) ? floatValue(Number(text)) : null;
    case 'decimal':
      return NUMBER.test(text) ? text : null;
    case 'bool':
      return text === 'true' ? true : text === 'false' ? false : null;
    case 'uuid':
      return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text) ? text : null;
    case 'date':
      return /^\d{4}-\d\d-\d\d$/.test(text) && dateFromText(text) !== null ? text : null;
    case 'datetime':
      return RFC3339.test(text) && dateTimeFromText(text) !== null ? text : null;
    case 'enum':
    case 'literal':
      return annotation.values.includes(text) ? text : null;
    case 'str':
      return fitsText(text, annotation.constraints) ? text : null;
  }
}

const NUMBER = /^-?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?$/;

/** JSON Schema's `date-time` is RFC 3339's: with seconds and an offset. */
const RFC3339 = /^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:[Zz]|[+-]\d\d:\d\d)$/;

function fitsNumber(value: number, limits: NumberConstraints | undefined): boolean {
  if (!limits) return true;
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = limits;
  if (minimum !== undefined && value < minimum) return false;
  if (maximum !== undefined && value > maximum) return false;
  if (exclusiveMinimum !== undefined && value <= exclusiveMinimum) return false;
  if (exclusiveMaximum !== undefined && value >= exclusiveMaximum) return false;
  return multipleOf === undefined || multipleOf <= 0 || isMultiple(value, multipleOf);
}

/** Binary floats make 0.3 no multiple of 0.1; the quotient may be off by its last digits. */
function isMultiple(value: number, of: number): boolean {
  const quotient = value / of;
  return Math.abs(quotient - Math.round(quotient)) <= 1e-9 * Math.max(1, Math.abs(quotient));
}

/** Lengths count code points (JSON Schema validation, 6.3). */
function fitsText(text: string, limits: TextConstraints | undefined): boolean {
  if (!limits) return true;
  const { minLength, maxLength, pattern } = limits;
  if (minLength !== undefined || maxLength !== undefined) {
    const length = [...text].length;
    if (length < (minLength ?? 0) || length > (maxLength ?? length)) return false;
  }
  return pattern === undefined || searches(limits, pattern, text);
}
