/**
 * `Decimal(text)` as pydantic takes it: finite, in any Unicode decimal digits, spaces around and underscores anywhere
 * (Python's Lib/_pydecimal.py, Decimal.__new__ and __str__). As a string, since JSON has no decimals.
 */
export function decimalFromText(text: string): string | null {
  const digits = asciiDigits(text.replace(PYTHON_EDGES, '').replaceAll('_', ''));
  if (digits.length > MAX_LENGTH) return null;
  const match = /^([+-]?)(?=[0-9]|\.[0-9])([0-9]*)(?:\.([0-9]*))?(?:e([+-]?[0-9]+))?$/i.exec(digits);
  if (!match) return null;
  const [, sign, whole = '', fraction = '', exponent = '0'] = match;
  const coefficient = `${whole}${fraction}`.replace(/^0+(?=.)/, '');
  const shift = BigInt(exponent.replace('+', '')) - BigInt(fraction.length);
  const adjusted = shift + BigInt(coefficient.length) - 1n;
  if (adjusted > MAX_EXPONENT || adjusted < -MAX_EXPONENT) return null;
  return formatDecimal(sign === '-' ? '-' : '', coefficient, shift, adjusted);
}

/** Longer texts are no numbers that anybody means; servers refuse such request lines. */
const MAX_LENGTH = 100_000;

/** decimal.MAX_EMAX on 64-bit machines. */
const MAX_EXPONENT = 999_999_999_999_999_999n;

/** Python's str(Decimal): plain where the exponent is small, else with `E`. */
function formatDecimal(sign: string, digits: string, exponent: bigint, adjusted: bigint): string {
  if (exponent === 0n) return sign + digits;
  if (exponent < 0n && adjusted >= -6n) {
    const places = Number(-exponent);
    const padded = digits.padStart(places + 1, '0');
    const point = padded.length - places;
    return `${sign}${padded.slice(0, point)}.${padded.slice(point)}`;
  }
  const mantissa = digits.length === 1 ? digits : `${digits[0]}.${digits.slice(1)}`;
  return `${sign}${mantissa}E${adjusted < 0n ? '' : '+'}${adjusted}`;
}

/** Python's `str.strip`: Unicode whitespace and the four ASCII separators. */
const PYTHON_EDGES =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: Python strips the separators U+001C to U+001F
  /^[\t-\r\x1c-\x20\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+|[\t-\r\x1c-\x20\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+$/g;

/** Decimal digits of any script as ASCII ones: Unicode keeps each script's ten in a row, from 0 to 9. */
function asciiDigits(text: string): string {
  return text.replace(/\p{Nd}/gu, (digit) => {
    let code = digit.codePointAt(0) ?? 0;
    if (code < 128) return digit;
    // The mathematical digits are five rows of ten without a gap, which aren't aligned like the other scripts.
    if (code >= 0x1d7ce && code <= 0x1d7ff) return String((code - 0x1d7ce) % 10);
    let value = 0;
    while (value < 9 && /^\p{Nd}$/u.test(String.fromCodePoint(code - 1))) {
      code--;
      value++;
    }
    return String(value);
  });
}
