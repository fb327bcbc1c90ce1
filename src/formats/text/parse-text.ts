import { parseJson } from './json-document.ts';
import { indexLines } from './lines.ts';
import type { Parsed, SyntaxFault, YamlParsers } from './parsed-document.ts';
import type { ParsedText, TextFault } from './parsed-text.ts';
import { readJson, walkJson } from './walk-json.ts';

/*
 * The way to a value and its positions, for every text that is JSON or YAML. Only this folder imports the YAML libraries: js-yaml reads a
 * large text ten times as fast, `yaml` knows all positions and faults.
 *
 * Files that people write are read in two steps, `parseFast` and, where there is a fault, `parsePrecisely`; positions are found by path.
 * OpenAPI documents are read by `parseDocument`; positions are found by value, since a `$ref` leads to a value.
 */

export type {
  ParsedDocument,
  Position,
  SyntaxFault,
  YamlParsers,
} from './parsed-document.ts';
export type { ParsedText, Span, TextFault } from './parsed-text.ts';
export { parseJson };

/**
 * Beyond this many characters a faulty YAML file isn't read by `yaml`, which takes a second per megabyte: faults then have
 * their line, and of the syntax only the first is reported.
 */
const PRECISE_LIMIT = 1_500_000;

const LIKE_JSON = /^\s*[{[]/;

/** The text with as few positions as a source without faults needs; null where that already finds a fault of its syntax. */
export async function parseFast(source: string, noted: ReadonlySet<string> | 'all'): Promise<ParsedText | null> {
  const json = LIKE_JSON.test(source) ? readJson(source, noted).parsed : null;
  return json ?? (await import('./fast-yaml.ts')).readYamlFast(source);
}

/** The same text with the position of everything, and all faults of its syntax. */
export async function parsePrecisely(source: string, fast: ParsedText | null): Promise<ParsedText> {
  const json = LIKE_JSON.test(source) ? readJson(source, 'all') : null;
  if (json?.parsed) return json.parsed;
  if (source.length > PRECISE_LIMIT) return fast ?? firstFaultOnly(source);
  const { readYaml } = await import('./precise-yaml.ts');
  const parsed = readYaml(source);
  const broken = json?.fault && isJsonAtHeart(source) && parsed.faults.some(({ code }) => code === 'yaml-syntax');
  return broken ? { ...parsed, faults: [json.fault as TextFault] } : parsed;
}

async function firstFaultOnly(source: string): Promise<ParsedText> {
  const { firstYamlFault } = await import('./fast-yaml.ts');
  const fault = firstYamlFault(source);
  return { value: null, faults: fault ? [fault] : [], locate: () => null, lineOf: () => null };
}

/** Whether faults should be reported in JSON's terms: it begins like JSON, with a quoted key. */
function isJsonAtHeart(source: string): boolean {
  return /^\s*(\{\s*["}]|\[\s*["{[\]])/.test(source);
}

/** The parsers of YAML for `parseDocument`; loading `thorough` ones takes longer. */
export async function loadYaml(thoroughness: 'fast' | 'thorough'): Promise<YamlParsers> {
  const { parseYaml } = await import('./yaml-document.ts');
  if (thoroughness === 'fast') return { parse: parseYaml };
  const { tolerantYaml } = await import('./precise-yaml.ts');
  return { parse: parseYaml, tolerant: tolerantYaml };
}

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
