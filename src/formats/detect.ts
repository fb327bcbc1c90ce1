import { quote } from '../model/file-fault.ts';
import { nearest } from '../model/nearest.ts';
import type { Problem } from '../model/problem.ts';
import { TELLING_KEYS } from './routes-file/routes-file-spec.ts';
import { indexLines } from './text/lines.ts';
import { topKeys } from './text/top-keys.ts';

export type SourceFormat = 'routes-file' | 'openapi-document';

/** Keys at the top level that only this format has. */
const KEYS: Readonly<Record<SourceFormat, readonly string[]>> = {
  'routes-file': TELLING_KEYS,
  'openapi-document': ['openapi', 'swagger', 'paths', 'webhooks', 'swaggerVersion'],
};
const FORMATS = new Map(
  Object.entries(KEYS).flatMap(([format, keys]) => keys.map((key) => [key, format as SourceFormat])),
);
const EXPECTED = 'a routes file (with `routes:`) or an OpenAPI document (with `openapi:` and `paths:`)';
/** Keys that are looked at before a document counts as neither; a key that decides stands nearly always among the first. */
const MOST_KEYS = 10_000;

/** Which format a text is in, detected from its content, never from its name; otherwise a problem with what it looks like. */
export function detect(source: string, file: string): SourceFormat | Problem {
  const text = source.startsWith('\ufeff') ? source.slice(1) : source;
  const seen: string[] = [];
  for (const key of topKeys(text)) {
    const format = formatOf([key]);
    if (format !== null) return format;
    if (seen.push(key) > MOST_KEYS) break;
  }
  return neither(text, seen, file);
}

/** Bytes at the beginning of a source that are nearly always enough to detect its format. */
const HEAD = 4096;

/** Whether a source may be an OpenAPI document in JSON: it begins like JSON, and its first keys aren't those of a routes file. */
export function mayBeOpenApi(bytes: Uint8Array): boolean {
  const head = new TextDecoder().decode(bytes.subarray(0, HEAD));
  return /^\s*[{]/.test(head) && formatOf(topKeys(head)) !== 'routes-file';
}

/** Which format has these keys at its top level: the first one decides that belongs to one. */
export function formatOf(keys: Iterable<string>): SourceFormat | null {
  for (const key of keys) {
    const format = FORMATS.get(key);
    if (format !== undefined) return format;
  }
  return null;
}

function neither(text: string, keys: readonly string[], file: string): Problem {
  const head = text.slice(0, 2000).trimStart();
  const near = keys.map((key) => [key, nearest(key, [...FORMATS.keys()])] as const).find(([, name]) => name);
  const [message, hint] = looksLike(head, text, keys);
  const lines = indexLines(text.slice(0, 20_000));
  // Where the content begins, whatever blank lines stand above it.
  const { line, column } = lines.position(Math.max(0, text.slice(0, 20_000).search(/\S/)));
  return {
    severity: 'error',
    code: 'unknown-format',
    message,
    at: { file, line, column },
    lineText: lines.lineText(line) || null,
    span: null,
    expected: EXPECTED,
    hint: near ? `${quote(near[0])}: did you mean ${quote(near[1] ?? '')}?` : hint,
  };
}

/** What a text is that is neither, for the most likely mistakes; and what to do. */
function looksLike(
  head: string,
  text: string,
  keys: readonly string[],
): readonly [message: string, hint: string | null] {
  if (text.trim() === '') return ['this file is empty', 'the shortest routes file: routes: [GET /users]'];
  if (/^<(!doctype\s+html|html|head|body)/i.test(head)) {
    return ['this is an HTML page', 'name the document itself: FastAPI serves it at /openapi.json, not at /docs'];
  }
  if (head.startsWith('<')) return ['this is XML or HTML', null];
  if (/^-\s+\S/.test(head)) return ['this is a list without a key above it', 'put `routes:` on a line above the list'];
  if (/^\[/.test(head)) return ['this is a list', 'put the list under the key "routes"'];
  if (keys.includes('dependencies') || keys.includes('devDependencies'))
    return ['this looks like a package.json', null];
  if (keys.includes('item') && keys.includes('info'))
    return ['this looks like a Postman collection', 'export it as OpenAPI'];
  if (keys.includes('log') && /"version"/.test(head)) return ['this looks like a HAR file', null];
  if (keys.includes('detail')) return ['this is an error answer, not a document', 'is the address right?'];
  if (keys.length > 0) {
    const names = keys.slice(0, 5).map(quote).join(', ');
    return [`this has no routes: its keys are ${names}${keys.length > 5 ? ', …' : ''}`, null];
  }
  if (/^\s*(import |from |def |@app|app\s*=)/m.test(head)) {
    return [
      'this looks like a program',
      'save what it serves at /openapi.json, or write its routes into a routes file',
    ];
  }
  if (/^[{"]/.test(head)) return ['this is JSON without any routes', null];
  return ['this is plain text', null];
}
