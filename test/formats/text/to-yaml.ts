/** Plain data as YAML in one of four styles: a dash on a line of its own, mappings in flow style, both, neither. */
export function toYaml(value: unknown, style: number): string {
  return `# a comment\n${block(value, 0, style)}\n`;
}

function block(value: unknown, indent: number, style: number): string {
  const pad = ' '.repeat(indent);
  if (Array.isArray(value)) {
    return value.map((item) => `${pad}-${after(item, indent + 2, style, (style & 1) === 1)}`).join('\n');
  }
  const entries = Object.entries(value as object);
  return entries.map(([key, inner]) => `${pad}${quoted(key)}:${after(inner, indent + 2, style, true)}`).join('\n');
}

function after(value: unknown, indent: number, style: number, ownLine: boolean): string {
  const empty = typeof value !== 'object' || value === null || Object.keys(value).length === 0;
  const small = empty || ((style & 2) === 2 && JSON.stringify(value).length < 60);
  if (small) return ` ${flow(value)}`;
  const text = block(value, indent, style);
  return ownLine ? `\n\n${text}` : ` ${text.trimStart()}`;
}

function flow(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flow).join(', ')}]`;
  if (typeof value === 'object' && value !== null)
    return `{${Object.entries(value)
      .map(([key, inner]) => `${quoted(key)}: ${flow(inner)}`)
      .join(', ')}}`;
  return typeof value === 'string' ? quoted(value) : String(value);
}

function quoted(text: string): string {
  return JSON.stringify(text).replace(
    /[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
