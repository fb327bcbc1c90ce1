import { parseJson } from './json-document.ts';
import { indexLines } from './lines.ts';
import type { Parsed, SyntaxFault, YamlParsers } from './parsed-document.ts';
import { walkJson } from './walk-json.ts';

/**
 * Parses JSON or YAML, whichever it is, whatever the file's name. JSON that isn't quite JSON (trailing commas, comments with `#`) is
 * mostly YAML, so that is tried before giving up. Without parsers of YAML, what isn't JSON has the fault `yaml-syntax`.
 */
export function parseDocument(file: string, source: string, yaml?: YamlParsers): Parsed {
  const text = source.charCodeAt(0) === 0xfeff ? source.slice(1) : source;
  const first = /[^\s]/.exec(text)?.[0];
  if (first === undefined) {
    return { document: null, faults: [{ code: 'empty-document', message: 'The document is empty', position: null }] };
  }
  if (first !== '{' && first !== '[') return yaml?.parse(file, text, yaml.tolerant) ?? UNREAD;
  const document = parseJson(file, text);
  if (document !== null) return { document, faults: [] };
  if (yaml === undefined) return UNREAD;
  const fault = whyNotJson(text);
  const faults = fault === null ? [] : [fault];
  const other = yaml.parse(file, text);
  if (other.document === null && fault !== null) return { document: null, faults };
  return { document: other.document, faults: [...faults, ...other.faults] };
}

const UNREAD: Parsed = { document: null, faults: [{ code: 'yaml-syntax', message: 'Not JSON', position: null }] };

/** The reason why a text isn't JSON. */
function whyNotJson(text: string): SyntaxFault | null {
  const { fault } = walkJson(text, undefined, {});
  if (fault === null) return null;
  const { message, expected, hint, span } = fault;
  const position = indexLines(text).position(span.start);
  // Only `readJson` limits the depth, so the error is further on.
  const why = fault.code === 'too-deep' ? `where can't be said, since ${message}` : message;
  return { code: 'json-syntax', message: `Not valid JSON: ${why}`, position, expected, hint };
}
