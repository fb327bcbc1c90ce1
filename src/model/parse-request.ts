import { type ClientCall, noteHeader } from './client-line.ts';
import { parseCurl } from './curl.ts';
import { requestInCall, requestInJson } from './found-request.ts';
import { parseHttpie } from './httpie.ts';
import { DEFAULT_HOST, makeRequest, type Request } from './request.ts';
import { parseWget } from './wget.ts';

/** Why a text isn't a request yet, or at all. `fault` is stable. */
export interface RequestFault {
  readonly fault: 'empty' | 'no-target' | 'no-url' | 'bad-url';
  readonly message: string;
  readonly hint: string;
}

/** The methods that people type in lower case and mean in upper case (RFC 9110, 9.3; PATCH is RFC 5789). */
export const COMMON_METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'] as const;

/** Every word that is taken for a method, in upper case or lower. */
export const KNOWN_METHODS: readonly string[] = [...COMMON_METHODS, 'TRACE', 'CONNECT', 'QUERY'];
/** RFC 9110, 5.6.2: what a method may be made of. */
const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const LOGGED = /"([!#$%&'*+.^_`|~0-9A-Za-z-]+) ((?:[^"\\]|\\.)*?)(?: HTTP\/\d(?:\.\d)?)?"/;
/** A program's text, not a path or a request line with brackets in it. */
const CALLED = /^[^/(]*\w\(/;
/** A line of a log that puts no quotes around its request. */
const UNQUOTED = new RegExp(`(?:^|\\s)(${KNOWN_METHODS.join('|')}) ((?:/|https?://)\\S*)(?=\\s|$)`);
/** A request as `curl -v` shows what it sends. */
const SHOWN = /^> \S+ \S+ HTTP\/\d/;
const SCHEME = /^(?:https?|wss?):\/\//i;
/** A host that stands in a URL as it is. */
const HOST_OF_URL = /^[^\s/?#@\\]+$/;
const HOST_WITHOUT_SCHEME = /^(?:localhost|\d{1,3}(?:\.\d{1,3}){3}|\[[0-9a-f:.]+\]|[\w.-]+:\d+)(?::\d+)?(?=[/?#]|$)/i;

/** Programs that send requests, by what reads the rest of their command line. */
const CLIENTS: Readonly<Record<string, (args: string) => ClientCall>> = {
  curl: parseCurl,
  wget: parseWget,
  http: parseHttpie,
  https: parseHttpie,
  xh: parseHttpie,
  xhs: parseHttpie,
};

const clientOf = (word: string) => word.toLowerCase().replace(/\.exe$/, '');

/** Whether a word of a command line is one of the programs that send requests, behind which all words are its own. */
export const isClient = (word: string): boolean => Object.hasOwn(CLIENTS, clientOf(word));

/** The command line of a program that sends requests, a shell's prompt in front of it included; null for any other text. */
export function clientCommand(text: string): { readonly program: string; readonly args: string } | null {
  const [start = '', word = ''] = /^\s*(?:[$>%#]\s+)?(\S+)/.exec(text) ?? [];
  const args = text.slice(start.length);
  // A lone `http` may be the beginning of a URL.
  return isClient(word) && (args !== '' || /^(?:curl|wget)/i.test(word)) ? { program: clientOf(word), args } : null;
}

/**
 * The request that a text means: `METHOD TARGET`, a bare `TARGET` (GET), a URL, a line of curl, HTTPie or Wget, the head of a raw HTTP
 * request, as `curl -v` shows it too, a line of an access log, in JSON or not, or a call of an HTTP client. Total. What can't travel in a request line (spaces, letters beyond ASCII) is
 * percent-encoded as UTF-8, as clients do; everything else is left as typed, mistakes included, since they're the point.
 */
export function parseRequest(text: string): Request | RequestFault {
  const trimmed = text.trim();
  if (trimmed === '') return fault('empty', 'nothing typed yet', 'type METHOD PATH, or paste a URL or curl line');

  const command = clientCommand(trimmed);
  if (command !== null) return fromClient(command.program, command.args);

  const json = trimmed.startsWith('{') ? requestInJson(trimmed) : null;
  const found = json ?? (CALLED.test(trimmed) ? requestInCall(trimmed) : null);
  if (found) return fromTarget(normalMethod(found.method), found.target, { ...(found.host && { host: found.host }) });

  const lines = trimmed.split(/\r\n?|\n/);
  const [first = '', ...following] = SHOWN.test(trimmed) ? lines.map((line) => line.replace(/^>[ \t]?/, '')) : lines;
  const word = /^\S+/.exec(first)?.[0] ?? '';
  const rest = first.slice(word.length).trim();
  if (rest === '') return bare(word);
  if (word.startsWith('/') || SCHEME.test(word)) return fromTarget('GET', stripVersion(first), {});
  if (TOKEN.test(word) && looksLikeTarget(rest)) {
    return fromTarget(normalMethod(word), stripVersion(rest), headersOf(following));
  }
  const logged = LOGGED.exec(first);
  if (logged) return fromTarget(logged[1] ?? '', (logged[2] ?? '').replace(/\\(["\\])/g, '$1'), {});
  const unquoted = UNQUOTED.exec(rest);
  if (unquoted) return fromTarget(unquoted[1] ?? '', unquoted[2] ?? '', {});
  if (TOKEN.test(word)) return fromTarget(normalMethod(word), stripVersion(rest), headersOf(following));
  return fromTarget('GET', stripVersion(first), {});
}

/** Whether `parseRequest` gave a fault. */
export function isRequestFault(value: Request | RequestFault): value is RequestFault {
  return 'fault' in value;
}

/**
 * A text that `parseRequest` reads as this request: `METHOD TARGET`, with the host in front where it isn't the default
 * one, and as a `curl` line where headers matter.
 */
export function formatRequest(request: Request): string {
  const { method, host } = request;
  const target = formatTarget(request);
  const headers = Object.entries(request.headers);
  const line = headers.length === 0 && TOKEN.test(method) && normalMethod(method) === method && !isClient(method);
  const rooted = target.startsWith('/');
  if (!rooted || (line && host === DEFAULT_HOST)) return `${method} ${target}`;
  const inUrl = HOST_OF_URL.test(host);
  const url = inUrl ? `http://${host}${target}` : target;
  if (line && inUrl) return `${method} ${url}`;
  const said = inUrl ? headers : [['host', host], ...headers];
  const quoted = said.map(([name, value]) => ` -H ${quote(`${name}: ${value}`)}`).join('');
  return `curl -X ${quote(method)}${quoted} --path-as-is ${quote(url)}`;
}

/** Path and query, as on the wire. */
export function formatTarget(request: Request): string {
  return request.query === null ? request.path : `${request.path}?${request.query}`;
}

/** A word for a shell, quoted only where it must be. */
export function quote(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

/** Percent-encodes what no request line can carry; existing escapes, right or wrong, stay. */
export function encodeTarget(target: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must be encoded
  return target.replace(/[\u0000-\u0020\u007f-\uffff]+/g, (run) =>
    encodeURIComponent(
      run.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd'),
    ),
  );
}

/** One word: a method that still lacks its target, or a target. */
function bare(word: string): Request | RequestFault {
  if (TOKEN.test(word) && isMethodSoFar(word)) {
    const hint = `type one after it: ${word.toUpperCase()} /…`;
    return fault('no-target', `${word} needs a path`, hint);
  }
  return fromTarget('GET', word, {});
}

const isMethodSoFar = (word: string) =>
  KNOWN_METHODS.some((method) => method.startsWith(word) || method === word.toUpperCase());

const looksLikeTarget = (text: string) => text.startsWith('/') || text.startsWith('*') || SCHEME.test(text);

/** `get` is what a person types for GET; an unknown method is sent as it stands. */
function normalMethod(word: string): string {
  const upper = word.toUpperCase();
  return KNOWN_METHODS.includes(upper) ? upper : word;
}

/** Without the version and what follows it where line ends got lost. */
const stripVersion = (text: string) => text.replace(/\s+HTTP\/\d(?:\.\d)?(?:\s.*)?$/, '');

function fromTarget(method: string, target: string, headers: Record<string, string>): Request | RequestFault {
  const { host: given, ...others } = headers;
  const url = splitUrl(target);
  if (!url) return fault('bad-url', 'this URL has no host', 'write http://host/path, or only the path');
  const host = given || url.host;
  return makeRequest(method, encodeTarget(url.target), { ...(host === null ? {} : { host }), headers: others });
}

/** Host (null where the text has none) and origin-form target of a URL or a bare target; null for `http://` alone. */
function splitUrl(text: string): { host: string | null; target: string } | null {
  const scheme = SCHEME.exec(text)?.[0];
  if (scheme === undefined && !HOST_WITHOUT_SCHEME.test(text)) return { host: null, target: text };
  // A host has no blanks: what follows one behind it is no part of the URL.
  const rest = text.slice(scheme?.length ?? 0).replace(/^([^/?#\s]*)\s.*$/s, '$1');
  const end = rest.search(/[/?#]/);
  const authority = end < 0 ? rest : rest.slice(0, end);
  const host = authority.slice(authority.lastIndexOf('@') + 1);
  if (host === '') return null;
  const target = end < 0 ? '/' : rest.slice(end);
  return { host, target: target.startsWith('/') ? target : `/${target}` };
}

function headersOf(lines: readonly string[]): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const line of lines) {
    if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]+:/.test(line)) break;
    noteHeader(headers, line);
  }
  return headers;
}

function fromClient(program: string, args: string): Request | RequestFault {
  const call = (CLIENTS[program] ?? parseCurl)(args);
  if (call.url === null)
    return fault('no-url', `this ${program} line has no URL`, `add one: ${program} http://host/path`);
  const url = SCHEME.test(call.url) || call.url.startsWith('/') ? call.url : `http://${call.url}`;
  const request = fromTarget(call.method, call.pathAsIs ? url : removeDotSegments(url), { ...call.headers });
  if (isRequestFault(request) || call.extraQuery === '') return request;
  return { ...request, query: request.query ? `${request.query}&${call.extraQuery}` : call.extraQuery };
}

/** RFC 3986, 5.2.4, on the path of a URL: curl sends `/a/../b` as `/b` unless told otherwise. */
function removeDotSegments(url: string): string {
  const match = /^([a-z]+:\/\/[^/?#]*)?([^?#]*)(.*)$/is.exec(url);
  const [, authority = '', path = '', rest = ''] = match ?? [];
  if (!/(?:^|\/)\.{1,2}(?:\/|$)/.test(path)) return url;
  const out: string[] = [];
  const segments = path.split('/').slice(1);
  segments.forEach((segment, i) => {
    const last = i === segments.length - 1;
    if (segment === '..') out.pop();
    else if (segment !== '.') out.push(segment);
    if (last && (segment === '.' || segment === '..')) out.push('');
  });
  return `${authority}/${out.join('/')}${rest}`;
}

const fault = (code: RequestFault['fault'], message: string, hint: string): RequestFault => ({
  fault: code,
  message,
  hint,
});
