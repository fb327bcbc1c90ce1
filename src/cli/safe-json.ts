const ASCII = /^[\u0020-\u007e]*$/;

/** JSON on one line that is safe to print: the same value, with escapes where a terminal could be misled. */
export function safeJson(value: unknown): string {
  const text = JSON.stringify(value);
  return ASCII.test(text) ? text : madeSafe(text);
}

/** An array of safe JSON, one element per line. */
export const safeJsonArray = (values: readonly unknown[]): string =>
  values.length === 0 ? '[]' : `[\n${values.map(safeJson).join(',\n')}\n]`;

/** Here and not above, since V8 reads the tables of Unicode where a pattern stands, which takes time at every start. */
function madeSafe(text: string): string {
  // What a terminal may obey and `JSON.stringify` leaves as it is: DEL, C1, line separators, bidi controls, what can't be seen, floods of marks.
  const unsafe =
    /[\u007f-\u009f\u2028\u2029\ufff9-\ufffb\p{Bidi_Control}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]|(?<=\p{M}{4})\p{M}/gu;
  const escaped = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return text.replace(unsafe, (found) => found.replace(/./gs, escaped));
}
