import type { Annotation } from '../../../model/annotation.ts';
import type { ConvertorName } from '../../../model/path-template.ts';
import type { ParamValue } from '../../../model/resolution.ts';
import { uuidValue } from '../../starlette/convertors.ts';
import { dateFromText, dateTimeFromText } from '../../temporal.ts';
import { decimalFromText } from './decimal.ts';
import { boolFromText, floatFromText, intFromText } from './numbers.ts';
import { validateNumber } from './validate-number.ts';

/**
 * What pydantic, in its lax mode, makes of a path parameter; null where it refuses it.
 *
 * @param given what the convertor left: text, except for `int`, `float` and `uuid`, which pydantic gets as Python's
 *   own `int`, `float` and `UUID` and takes for fewer types (`{id:int}` is never a `str`).
 */
export function validate(annotation: Annotation, convertor: ConvertorName, given: ParamValue): ParamValue | null {
  if (convertor === 'uuid') return annotation.kind === 'uuid' ? given : null;
  if (convertor === 'int' || convertor === 'float') return validateNumber(annotation, convertor, given);
  convertor satisfies 'str' | 'path';
  const text = String(given);
  switch (annotation.kind) {
    case 'str':
      return text;
    case 'int':
      return intFromText(text);
    case 'float':
      return floatFromText(text);
    case 'bool':
      return boolFromText(text);
    case 'uuid':
      return uuidFromText(text);
    case 'date':
      return dateFromText(text);
    case 'datetime':
      return dateTimeFromText(text);
    case 'decimal':
      return decimalFromText(text);
    case 'enum':
    case 'literal':
      return annotation.values.includes(text) ? text : null;
  }
}

/** pydantic's `UUID` from text (the uuid crate's parser): with dashes in their places or with none, `urn:uuid:`, braces. */
function uuidFromText(text: string): string | null {
  const match = FORMS.exec(text);
  return match ? uuidValue((match[1] ?? match[2] ?? match[3] ?? match[4] ?? '').replaceAll('-', '')) : null;
}

const DASHED = '[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}';
const FORMS = new RegExp(`^(?:(${DASHED})|([0-9a-fA-F]{32})|urn:uuid:(${DASHED})|\\{(${DASHED})\\})$`);
