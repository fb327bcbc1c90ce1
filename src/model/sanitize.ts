/** How much of a string from outside is shown where nothing else is said, in UTF-16 units. */
const DEFAULT_LIMIT = 4096;

/** What is neither printable ASCII nor surely harmless; most strings have none of it and are returned as they are. */
const SUSPECT = /[^\x20-\x7e]/;

const NAMED: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/**
 * Any string from outside, safe for a terminal: what a terminal would obey or could not show becomes a visible escape
 * (`\x1b`, `\n`, `\u202e`), floods of combining marks are cut to four, and the whole to `limit` UTF-16 units, `…` marking
 * both cuts. Total and idempotent on what it returns, except that a cut may cut again.
 */
export function sanitize(text: string, limit: number = DEFAULT_LIMIT): string {
  const cut = clip(text, limit);
  return SUSPECT.test(cut) ? madeSafe(cut) : cut;
}

/** Here and not above, since V8 takes a millisecond to read the tables of Unicode for these, at every start; few runs need them. */
function madeSafe(text: string): string {
  // A terminal obeys C0 and C1 controls (ESC, CSI, OSC, DCS, backspace, bell); bidi overrides and isolates reorder what stands
  // around them; invisible characters hide differences.
  const unsafe =
    /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}\p{Noncharacter_Code_Point}\ufff9-\ufffb]|(?!\u200c|\u200d|[\ufe00-\ufe0f])\p{Default_Ignorable_Code_Point}/gu;
  // Joiners are part of emoji and of some scripts, but only between two visible characters, one at a time.
  const strayJoiner = /(?<![\p{L}\p{M}\p{So}\p{Sk}])\p{Join_Control}|\p{Join_Control}(?![\p{L}\p{So}])/gu;
  const straySelector = /(?<=[\ufe00-\ufe0f])[\ufe00-\ufe0f]+|^[\ufe00-\ufe0f]+/gu;
  // Combining marks in a row that are still shown: Vietnamese and Hebrew need three, Zalgo text dozens.
  const markFlood = /(\p{M}{4})\p{M}+/gu;
  return text
    .replace(unsafe, escapeCharacter)
    .replace(strayJoiner, escapeCharacter)
    .replace(straySelector, '')
    .replace(markFlood, '$1…');
}

/** One character as a visible escape: `\x1b`, `\u202e`, `\u{e0041}`. */
export function escapeCharacter(character: string): string {
  const named = NAMED[character];
  if (named !== undefined) return named;
  const code = character.codePointAt(0) ?? 0;
  const hex = code.toString(16);
  if (code <= 0xff) return `\\x${hex.padStart(2, '0')}`;
  return code <= 0xffff ? `\\u${hex.padStart(4, '0')}` : `\\u{${hex}}`;
}

/** At most `limit` units of it, never ending in half a character. */
function clip(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const room = Math.max(0, limit - 1);
  const last = text.charCodeAt(room - 1);
  const end = last >= 0xd800 && last <= 0xdbff ? room - 1 : room;
  return `${text.slice(0, Math.max(0, end))}…`;
}
