import { CORE_SCHEMA, load, Type, YAMLException } from 'js-yaml';
import type { KeyPath, ParsedText, TextFault } from './parsed.ts';
import { type LinedYaml, readPlainYaml } from './yaml-plain.ts';

// Not at the top: js-yaml is loaded with it.
function schema() {
  const merge = new Type('tag:yaml.org,2002:merge', { kind: 'scalar', resolve: (data) => data === '<<' });
  return CORE_SCHEMA.extend({ implicit: [merge] });
}

/**
 * Reads YAML that has no fault, fast: js-yaml takes a sixteenth of the time that `yaml` takes for the same 8 MB, and starts
 * three times as quickly; what is plain enough isn't even left to that. Null for any fault: `readYaml` then finds all of them and
 * says where.
 */
export function readYamlFast(text: string): ParsedText | null {
  const read = readPlainYaml(text) ?? readWithLines(text);
  if (read === null) return null;
  const { value, lines, itemLines } = read;
  const lineOf = (path: KeyPath): number | null => {
    let line: number | null = null;
    let at: unknown = value;
    for (const step of path) {
      if (typeof at !== 'object' || at === null) break;
      const next = (at as Record<string | number, unknown>)[step];
      const own = typeof next === 'object' && next !== null ? lines.get(next) : undefined;
      line = (typeof step === 'number' ? itemLines.get(at)?.[step] : undefined) ?? own ?? line;
      at = next;
    }
    return line;
  };
  return { value, faults: [], locate: () => null, lineOf };
}

/**
 * A text without faults as js-yaml reads it; null for any other.
 *
 * Lines come from js-yaml's listener, which is called when it begins and ends a node, nested as the nodes are. A list's
 * items are the nodes directly inside it; where their number doesn't add up the text is left to `readYaml` as well.
 */
export function readWithLines(text: string): LinedYaml | null {
  const lines = new Map<object, number>();
  const itemLines = new Map<object, readonly number[]>();
  const open: { line: number; inner: number[] }[] = [];
  let odd = false;
  let value: unknown;
  try {
    value = load(text, {
      schema: schema(),
      listener(event, state) {
        if (event === 'open') {
          open.push({ line: state.line + 1, inner: [] });
          return;
        }
        const node = open.pop();
        if (!node) return;
        open.at(-1)?.inner.push(node.line);
        const result: unknown = state.result;
        // an alias has no kind, and its node was noted where the anchor stands
        if (typeof result !== 'object' || result === null || !state.kind) return;
        lines.set(result, node.line);
        if (!Array.isArray(result) || itemLines.has(result)) return;
        if (node.inner.length === result.length) itemLines.set(result, node.inner);
        else odd = true;
      },
    });
  } catch {
    return null;
  }
  return odd ? null : { value, lines, itemLines };
}

/** The first fault of a text that is too long for `readYaml`, in js-yaml's words; null where it has none. */
export function firstYamlFault(text: string): TextFault | null {
  try {
    load(text, { schema: schema() });
    return null;
  } catch (thrown) {
    const known = thrown instanceof YAMLException ? thrown : null;
    const start = Math.min(known?.mark?.position ?? 0, text.length);
    const message = known?.reason ?? 'this is not YAML that can be read';
    return { code: 'yaml-syntax', message, span: { start, length: 1 }, expected: null, hint: null };
  }
}
