import { Buffer } from 'node:buffer';

/** Terminals cut or refuse longer ones. */
const LIMIT = 74_994;

/** Nobody sees what is in a clipboard before it is pasted into a shell: nothing goes there that a terminal obeys or that hides. */
const HIDDEN =
  /(?![\n\t])[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}\p{Noncharacter_Code_Point}\ufff9-\ufffb]|(?!\u200c|\u200d|[\ufe00-\ufe0f])\p{Default_Ignorable_Code_Point}|(?<=\p{M}{4})\p{M}/gu;

/** Whether a terminal would take so long a text. */
export const fitsClipboard = (text: string): boolean => Math.ceil(Buffer.byteLength(text, 'utf8') / 3) * 4 <= LIMIT;

/**
 * Asks the terminal to put a text into the clipboard (OSC 52): works over ssh and needs no program; a terminal that
 * doesn't know it ignores it.
 */
export function copyText(stdout: NodeJS.WriteStream, text: string): void {
  const encoded = Buffer.from(text.replace(HIDDEN, ''), 'utf8').toString('base64');
  if (encoded.length <= LIMIT) stdout.write(`\u001b]52;c;${encoded}\u0007`);
}
