/**
 * The path as an application sees it. Servers decode the request target before routing: uvicorn with
 * `urllib.parse.unquote` (uvicorn/protocols/http/h11_impl.py), which leaves a lone `%` as it is and turns bytes that
 * are not UTF-8 into U+FFFD.
 */
export function decodePath(raw: string): string {
  if (!raw.includes('%')) return raw;
  try {
    return decodeURIComponent(raw);
  } catch {
    return raw.replace(ASCII_RUN, decodeRun);
  }
}

/** `unquote` decodes each run of ASCII by itself, so that an escape never joins the characters around it. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the run is all of ASCII
const ASCII_RUN = /[\x00-\x7f]+/g;

function decodeRun(run: string): string {
  const bytes = new Uint8Array(run.length);
  let length = 0;
  for (let i = 0; i < run.length; i++) {
    const escaped = run[i] === '%' ? hexByte(run, i + 1) : -1;
    bytes[length++] = escaped < 0 ? run.charCodeAt(i) : escaped;
    if (escaped >= 0) i += 2;
  }
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(0, length));
}

/** The byte of two hexadecimal digits; -1 where they aren't. */
function hexByte(text: string, at: number): number {
  const digits = text.slice(at, at + 2);
  return /^[0-9a-fA-F]{2}$/.test(digits) ? Number.parseInt(digits, 16) : -1;
}
