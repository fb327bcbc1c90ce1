import type { ConvertorName } from '../../model/path-template.ts';
import { MAX_INT_DIGITS } from './convertors.ts';

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
