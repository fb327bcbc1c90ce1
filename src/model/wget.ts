import { type ClientCall, noteHeader, readOptions } from './client-line.ts';

/** Short options that take a value, by their long names (Wget's manual, wget.1). */
const SHORT: Readonly<Record<string, string>> = {
  O: 'output-document', o: 'output-file', a: 'append-output', U: 'user-agent', t: 'tries', T: 'timeout', P: 'directory-prefix',
  e: 'execute', i: 'input-file', B: 'base', w: 'wait', Q: 'quota', l: 'level', A: 'accept', R: 'reject', D: 'domains', I: 'include-directories', X: 'exclude-directories',
}; // biome-ignore format: a table reads better packed

const VALUED = new Set([
  ...Object.values(SHORT),
  ...(
    'post-data post-file body-data body-file method header user password http-user http-password proxy-user proxy-password referer load-cookies save-cookies ' +
    'ca-certificate ca-directory certificate certificate-type private-key private-key-type limit-rate connect-timeout ' +
    'read-timeout dns-timeout waitretry max-redirect bind-address compression progress secure-protocol ciphers ' +
    'default-page cut-dirs prefer-family restrict-file-names'
  ).split(' '),
]);

/** Reads what follows `wget` on a command line. Total. */
export function parseWget(args: string): ClientCall {
  let method: string | null = null;
  let implied = 'GET';
  const headers: Record<string, string> = {};
  const [url = null] = readOptions(args, SHORT, VALUED, (name, value) => {
    if (name === 'method') method = value.toUpperCase();
    else if (name === 'post-data' || name === 'post-file') implied = 'POST';
    else if (name === 'spider') implied = 'HEAD';
    else if (name === 'header') noteHeader(headers, value);
  });
  return { method: method ?? implied, url, headers, extraQuery: '', pathAsIs: false };
}
