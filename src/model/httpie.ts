import { type ClientCall, noteHeader, readOptions } from './client-line.ts';

const SHORT: Readonly<Record<string, string>> = {
  a: 'auth',
  A: 'auth-type',
  p: 'print',
  s: 'style',
  o: 'output',
  f: 'form',
  j: 'json',
};
/** Options that take a value, which must not be taken for the URL (HTTPie's manual, http.1; xh takes the same). */
const VALUED = new Set(
  (
    'auth auth-type print style output pretty session session-read-only verify cert cert-key cert-key-pass proxy timeout ' +
    'max-redirects max-headers default-scheme raw boundary response-charset response-mime format-options ssl ciphers ' +
    'http-version resolve interface unix-socket history-print'
  ).split(' '),
);
/** What comes first in an item decides; of two that begin there the longer one. */
const ITEM = /^((?:\\.|[^\\:=@])*)(:=@|:=|==@|==|=@|=|:@|:|@)(.*)$/s;
const DATA = new Set(['=', ':=', '=@', ':=@', '@']);

/** Reads what follows `http`, `https`, `xh` or `xhs` on a command line: `[METHOD] URL [ITEM…]`. Total. */
export function parseHttpie(args: string): ClientCall {
  const seen = { form: false, json: false, raw: false, pathAsIs: false };
  const words = readOptions(args, SHORT, VALUED, (name) => {
    if (name === 'form' || name === 'multipart') seen.form = true;
    else if (name === 'json') seen.json = true;
    else if (name === 'raw') seen.raw = true;
    else if (name === 'path-as-is') seen.pathAsIs = true;
  });
  const isMethod = words.length > 1 && /^[A-Za-z]+$/.test(words[0] ?? '');
  const [url, ...items] = isMethod ? words.slice(1) : words;
  const headers: Record<string, string> = {};
  const query: string[] = [];
  let hasData = seen.raw;
  for (const item of items) {
    const [, key = '', separator = '', value = ''] = ITEM.exec(item) ?? [];
    const name = key.replace(/\\(.)/g, '$1');
    if (separator === '==') query.push(`${encodeText(name)}=${encodeText(value)}`);
    else if (separator === ':') noteHeader(headers, `${name}:${value}`);
    else if (DATA.has(separator)) hasData = true;
  }
  if (seen.json || (hasData && !seen.form)) headers.accept ??= 'application/json, */*;q=0.5';
  return {
    method: isMethod ? (words[0] ?? '').toUpperCase() : hasData ? 'POST' : 'GET',
    url: url === undefined ? null : fullAddress(url),
    headers,
    extraQuery: query.join('&'),
    pathAsIs: seen.pathAsIs,
  };
}

/** `:8000/x` and `:/x` are of this machine, `://host` is what is left of a paste. */
function fullAddress(url: string): string {
  const local = /^:(?!:)(\d*)(\/?.*)$/s.exec(url);
  if (local && !url.startsWith('://')) return `localhost${local[1] ? `:${local[1]}` : ''}${local[2] || '/'}`;
  return url.replace(/^:\/\//, '');
}

/** As Python's `quote_plus` writes it; half a surrogate pair is nothing that can be sent. */
const encodeText = (text: string) =>
  encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\ufffd')).replaceAll('%20', '+');
