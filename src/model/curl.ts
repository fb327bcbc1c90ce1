/** What a `curl` command line asks for, as far as routing looks at it. */
export interface CurlCall {
  readonly method: string;
  /** As written; null where there is none. */
  readonly url: string | null;
  /** `host` and `accept` only, names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** What `-G` moves from the body into the query; `''` for nothing. */
  readonly extraQuery: string;
  /** `--path-as-is`: dot segments are sent as they are. */
  readonly pathAsIs: boolean;
}

/** Long names of the short options that matter here or that take a value (curl's manual, curl.1). */
const SHORT: Readonly<Record<string, string>> = {
  X: 'request', d: 'data', H: 'header', I: 'head', G: 'get', F: 'form', T: 'upload-file', A: 'user-agent', b: 'cookie',
  c: 'cookie-jar', C: 'continue-at', D: 'dump-header', e: 'referer', E: 'cert', h: 'help', K: 'config', m: 'max-time',
  o: 'output', P: 'ftp-port', Q: 'quote', r: 'range', t: 'telnet-option', u: 'user', U: 'proxy-user', w: 'write-out',
  x: 'proxy', y: 'speed-time', Y: 'speed-limit', z: 'time-cond',
}; // biome-ignore format: a table reads better packed

const BODY = new Set(['data', 'data-ascii', 'data-binary', 'data-raw', 'data-urlencode', 'json']);
const FORM = new Set(['form', 'form-string']);
/** Other long options that take a value, which must not be taken for the URL. */
const VALUED = new Set(
  (
    'request header upload-file user-agent cookie cookie-jar continue-at dump-header referer cert config max-time output ' +
    'ftp-port quote range telnet-option user proxy-user write-out proxy speed-time speed-limit time-cond url cacert capath ' +
    'cert-type ciphers connect-timeout connect-to key key-type limit-rate max-filesize max-redirs noproxy oauth2-bearer ' +
    'output-dir pass preproxy proxy-header resolve retry retry-delay retry-max-time socks4 socks5 socks5-hostname stderr ' +
    'tls-max tls13-ciphers trace trace-ascii unix-socket variable interface dns-servers doh-url aws-sigv4 request-target'
  ).split(' '),
);

/** Reads what follows `curl` on a command line. Total; options that routing doesn't look at are skipped. */
export function parseCurl(args: string): CurlCall {
  const words = shellWords(args);
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
    else if (name === 'header') {
      const [, key = '', text = ''] = /^([^:]+):\s*(.*)$/s.exec(value) ?? [];
      if (/^(host|accept)$/i.test(key.trim())) headers[key.trim().toLowerCase()] = text.trim();
    }
  };

  for (let i = 0; i < words.length; i++) {
    const word = words[i] ?? '';
    if (word.startsWith('--') && word.length > 2) {
      const equals = word.indexOf('=');
      const name = word.slice(2, equals < 0 ? undefined : equals);
      const valued = BODY.has(name) || FORM.has(name) || VALUED.has(name);
      apply(name, equals >= 0 ? word.slice(equals + 1) : valued ? (words[++i] ?? '') : '');
    } else if (word.startsWith('-') && word.length > 1) {
      // Short options may be run together, the last with its value attached: -sSLXPOST
      for (let at = 1; at < word.length; at++) {
        const name = SHORT[word[at] ?? ''] ?? '';
        const valued = BODY.has(name) || FORM.has(name) || VALUED.has(name);
        if (!valued) {
          apply(name, '');
          continue;
        }
        const attached = word.slice(at + 1);
        apply(name, attached !== '' ? attached : (words[++i] ?? ''));
        break;
      }
    } else url ??= word;
  }
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

/**
 * Words as a POSIX shell splits them: quotes, backslashes, `$'…'`, lines continued with `\` (or `^` and a backtick, as
 * the Windows shells do), ending at the first pipe, redirection or `;`. An open quote runs to the end of the text.
 */
function shellWords(text: string): readonly string[] {
  const words: string[] = [];
  let word: string | null = null;
  const add = (part: string) => {
    word = (word ?? '') + part;
  };
  const end = () => {
    if (word !== null) words.push(word);
    word = null;
  };
  for (let i = 0; i < text.length; i++) {
    const char = text[i] ?? '';
    const continued = /^[\\^`]\r?\n/.exec(text.slice(i, i + 3));
    if (continued) i += continued[0].length - 1;
    else if (/\s/.test(char)) end();
    else if (char === "'" || (char === '$' && text[i + 1] === "'")) {
      const ansi = char === '$';
      const quoted = readQuoted(text, i + (ansi ? 2 : 1), "'", ansi);
      add(ansi ? unescapeAnsi(quoted.text) : quoted.text);
      i = quoted.end;
    } else if (char === '"') {
      const quoted = readQuoted(text, i + 1, '"', true);
      add(quoted.text.replace(/\\(\r?\n|["\\$`])/g, (_, escaped: string) => (escaped.endsWith('\n') ? '' : escaped)));
      i = quoted.end;
    } else if (char === '\\') add(text[++i] ?? '');
    else if (/[|;<>]/.test(char) || text.startsWith('&&', i)) break;
    else add(char);
  }
  end();
  return words;
}

/** The text up to the closing quote, escapes left in; `end` is the index of that quote or of the text's last unit. */
function readQuoted(text: string, from: number, close: string, escapes: boolean): { text: string; end: number } {
  let at = from;
  while (at < text.length && text[at] !== close) at += escapes && text[at] === '\\' ? 2 : 1;
  return { text: text.slice(from, at), end: Math.min(at, text.length) };
}

const ANSI: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' };

function unescapeAnsi(text: string): string {
  return text.replace(
    /\\(?:x([0-9a-f]{1,2})|u([0-9a-f]{1,4})|(.))/gis,
    (_, hex?: string, unicode?: string, char?: string) => {
      const code = hex ?? unicode;
      return code === undefined ? (ANSI[char ?? ''] ?? char ?? '') : String.fromCharCode(Number.parseInt(code, 16));
    },
  );
}
