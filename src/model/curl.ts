import { type ClientCall, noteHeader, readOptions } from './client-line.ts';

/** Long names of the short options that matter here or that take a value (curl's manual, curl.1). */
const SHORT: Readonly<Record<string, string>> = {
  X: 'request', d: 'data', H: 'header', I: 'head', G: 'get', F: 'form', T: 'upload-file', A: 'user-agent', b: 'cookie',
  c: 'cookie-jar', C: 'continue-at', D: 'dump-header', e: 'referer', E: 'cert', h: 'help', K: 'config', m: 'max-time',
  o: 'output', P: 'ftp-port', Q: 'quote', r: 'range', t: 'telnet-option', u: 'user', U: 'proxy-user', w: 'write-out',
  x: 'proxy', y: 'speed-time', Y: 'speed-limit', z: 'time-cond',
}; // biome-ignore format: a table reads better packed

const BODY = new Set(['data', 'data-ascii', 'data-binary', 'data-raw', 'data-urlencode', 'json']);
const FORM = new Set(['form', 'form-string']);
/** Long options that take a value, which must not be taken for the URL. */
const VALUED = new Set([
  ...BODY,
  ...FORM,
  ...(
    'request header upload-file user-agent cookie cookie-jar continue-at dump-header referer cert config max-time output ' +
    'ftp-port quote range telnet-option user proxy-user write-out proxy speed-time speed-limit time-cond url cacert capath ' +
    'cert-type ciphers connect-timeout connect-to key key-type limit-rate max-filesize max-redirs noproxy oauth2-bearer ' +
    'output-dir pass preproxy proxy-header resolve retry retry-delay retry-max-time socks4 socks5 socks5-hostname stderr ' +
    'tls-max tls13-ciphers trace trace-ascii unix-socket variable interface dns-servers doh-url aws-sigv4 request-target'
  ).split(' '),
]);

/** Reads what follows `curl` on a command line. Total; options that routing doesn't look at are skipped. */
export function parseCurl(args: string): ClientCall {
  const seen = { request: null as string | null, head: false, get: false, upload: false, body: false, json: false };
  const headers: Record<string, string> = {};
  const data: string[] = [];
  let url: string | null = null;
  let target: string | null = null;
  let pathAsIs = false;

  const apply = (name: string, value: string) => {
    if (BODY.has(name)) {
      seen.body = true;
      data.push(value);
      if (name === 'json') seen.json = true;
    } else if (FORM.has(name)) seen.body = true;
    else if (name === 'request') seen.request = value;
    else if (name === 'upload-file') seen.upload = true;
    else if (name === 'head') seen.head = true;
    else if (name === 'get') seen.get = true;
    else if (name === 'path-as-is') pathAsIs = true;
    else if (name === 'url') url ??= value;
    else if (name === 'request-target') target = value;
    else if (name === 'header') noteHeader(headers, value);
  };

  const [first] = readOptions(args, SHORT, VALUED, apply);
  url ??= first ?? null;
  if (seen.json) headers.accept ??= 'application/json';
  if (target !== null && url !== null) url = replaceTarget(url, target);
  const implied = seen.head ? 'HEAD' : seen.upload ? 'PUT' : seen.body && !seen.get ? 'POST' : 'GET';
  const extraQuery = seen.get ? data.join('&') : '';
  return { method: seen.request ?? implied, url, headers, extraQuery, pathAsIs: pathAsIs || target !== null };
}

function replaceTarget(url: string, target: string): string {
  const authority = /^(?:[a-z]+:\/\/)?[^/?#]*/i.exec(url)?.[0] ?? '';
  return `${authority}${target}`;
}
