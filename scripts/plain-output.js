import Output from '../node_modules/ink/build/output.js';

/**
 * @typedef {{ readonly type: 'write' | 'clip' | 'unclip', readonly x: number, readonly y: number, readonly text: string,
 *   readonly transformers: readonly ((line: string, index: number) => string)[] }} Operation
 */

/**
 * Ink's frame where every line is one text, as the explorer's are: they are the frame. Ink would put each character into a cell
 * of its own and the cells together again, 3,000 of them for each key. Anything else goes Ink's own way.
 */
export default class PlainOutput extends Output {
  /** @override */
  get() {
    return plainFrame(/** @type {any} */ (this).operations, this.height) ?? super.get();
  }
}

/** @param {readonly Operation[]} operations @param {number} height */
function plainFrame(operations, height) {
  const lines = new Array(height).fill('');
  for (const { type, x, y, text, transformers } of operations) {
    if (type !== 'write' || x !== 0 || lines[y] !== '' || text.includes('\n')) return null;
    lines[y] = transformers.reduce((line, transform) => transform(line, 0), text).trimEnd();
  }
  return { output: lines.join('\n'), height };
}
