/**
 * Reading values of unknown shape. A document's keys are data: `__proto__`, `constructor` or `toString` may be a path or a
 * method, so only own properties are ever looked at. Of a mapping a name that no prototype has, such as `$ref`, can be read as it
 * is: asked of each operation a dozen times, `own` costs as much as all the rest of reading it.
 */
export type JsonRecord = Readonly<Record<string, unknown>>;

/** A mapping; lists and null are none. */
export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An own property, or undefined. Lists have their indices. */
export function own(holder: unknown, key: string): unknown {
  return typeof holder === 'object' && holder !== null && Object.hasOwn(holder, key)
    ? (holder as JsonRecord)[key]
    : undefined;
}

/** Strings as they are, numbers and booleans as text (YAML makes them of `version: 2.0`), anything else undefined. */
export function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

/** What a value is, for messages: `a list`, `null`, `text "x"`. */
export function describe(value: unknown): string {
  if (value === null) return 'empty';
  if (value === undefined) return 'missing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a mapping';
  return typeof value === 'string' ? `the text ${quote(value)}` : `the ${typeof value} ${String(value)}`;
}

/** Text in quotes for a message, shortened. */
export function quote(text: string): string {
  return JSON.stringify(text.length > 80 ? `${text.slice(0, 77)}…` : text);
}

/** V8 keeps a whole document alive for any slice of it that is 13 units or longer; a string that passed through here is its own. */
export function detach(text: string): string {
  return text.length < 13 ? text : (JSON.parse(JSON.stringify(text)) as string);
}
