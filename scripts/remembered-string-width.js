import stringWidth from 'string-width';

/** Twice the different texts that a large terminal shows at once; then it starts anew, so that it can't grow. */
const LIMIT = 4096;
/** @type {Map<string, number>} */
const known = new Map();

/** `string-width` with a memory: see ink-memory.js. @param {string} text @param {import('string-width').Options} [options] */
export default function rememberedWidth(text, options) {
  if (options !== undefined) return stringWidth(text, options);
  let width = known.get(text);
  if (width === undefined) {
    if (known.size >= LIMIT) known.clear();
    width = stringWidth(text);
    known.set(text, width);
  }
  return width;
}
