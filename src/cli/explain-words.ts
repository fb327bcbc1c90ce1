import { clientCommand, isClient, KNOWN_METHODS, quote } from '../model/parse-request.ts';

const ADDRESS = /^https?:\/\//i;

/**
 * Tells `[SOURCE] METHOD TARGET` apart in all of its forms: the request may be one word or several, a URL, a line of curl (HTTPie, Wget) or
 * a line of an access log; the source may be missing. What looks like a request is one; what is left in front of it is the
 * source, null where there is none. `isFile` decides where the looks don't: a lone `/tmp/routes.yaml` is a file if it exists, else a target.
 */
export function explainWords(
  words: readonly string[],
  isFile: (name: string) => boolean,
): { readonly source: string | null; readonly request: string | null } {
  const [first, ...rest] = words;
  if (first === undefined) return { source: null, request: null };
  const client = words.findIndex(isClient);
  if (client >= 0 && client <= 1 && words.length > client + 1) {
    return { source: client === 1 ? first : null, request: words.slice(client).map(shellWord).join(' ') };
  }
  if (rest.length === 0)
    return isSource(first, isFile) ? { source: first, request: null } : { source: null, request: first };
  if (isMethod(first) || isWholeRequest(first)) return { source: null, request: words.join(' ') };
  const known = isFile(first) || ADDRESS.test(first) || first === '-' || /[./\\]/.test(first);
  const method = !known && rest.length === 1 && /^[!#$%&'*+^`|~\w-]+$/.test(first) && !isWholeRequest(rest[0] ?? '');
  return method ? { source: null, request: words.join(' ') } : { source: first, request: rest.join(' ') };
}

/**
 * The same words with the source in front, where it was named behind or within the request, as other programs have it; null
 * where it wasn't. A file is meant only by a word that no request would hold.
 */
export function sourceFirst(words: readonly string[], isFile: (name: string) => boolean): readonly string[] | null {
  if (words.some(isClient) || !isMethod(words[0] ?? '')) return null;
  const at = words.findIndex((word, i) => i > 0 && !word.startsWith('/') && isFile(word));
  return at < 0 || words.length < 3 ? null : [words[at] ?? '', ...words.slice(0, at), ...words.slice(at + 1)];
}

const isMethod = (word: string) => KNOWN_METHODS.includes(word.toUpperCase());

/** One word that can only be a request: `GET /x`, a curl line, a line of a log. */
const isWholeRequest = (word: string) => clientCommand(word) !== null || /^\S+\s+\/|"\S+ \S+ HTTP\/\d/.test(word);

/** A lone word is the source where it can't well be a request. */
function isSource(word: string, isFile: (name: string) => boolean): boolean {
  if (isWholeRequest(word)) return false;
  return word === '-' || (isFile(word) && !isMethod(word));
}

const shellWord = (word: string, index: number) => (index === 0 ? word : quote(word));
