import { readJson } from '../text/json.ts';
import { indexLines } from '../text/lines.ts';
import type { Fault, Parsed, SecondYaml } from './document.ts';
import { parseJson } from './json-document.ts';
import { parseYaml } from './yaml-document.ts';

/**
 * Parses JSON or YAML, whichever it is: names are not asked. JSON that isn't quite JSON (trailing commas, comments with `#`) is
 * mostly YAML, so that is tried before giving up.
 */
export function parseDocument(file: string, source: string, second?: SecondYaml): Parsed {
  const text = source.charCodeAt(0) === 0xfeff ? source.slice(1) : source;
  const first = /[^\s]/.exec(text)?.[0];
  if (first === undefined) {
    return { document: null, faults: [{ code: 'empty-document', message: 'The document is empty', position: null }] };
  }
  if (first !== '{' && first !== '[') return parseYaml(file, text, second);
  const document = parseJson(file, text);
  if (document !== null) return { document, faults: [] };
  const fault = whyNotJson(text);
  const faults = fault === null ? [] : [fault];
  const yaml = parseYaml(file, text, undefined);
  if (yaml.document === null && fault !== null) return { document: null, faults };
  return { document: yaml.document, faults: [...faults, ...yaml.faults] };
}

/** What the reader that explains says of a text that isn't JSON. */
function whyNotJson(text: string): Fault | null {
  const { fault } = readJson(text, NOTHING);
  if (fault === null) return null;
  const { message, expected, hint, span } = fault;
  const position = indexLines(text).position(span.start);
  // Only the reader that explains minds depth, so what is wrong comes behind it.
  const why = fault.code === 'too-deep' ? `where can't be said, since ${message}` : message;
  return { code: 'json-syntax', message: `Not valid JSON: ${why}`, position, expected, hint };
}

const NOTHING: ReadonlySet<string> = new Set();
