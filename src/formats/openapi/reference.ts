/**
 * The text of a `$ref`, taken apart: which file and where in it. Documents in the wild fold it over lines, leave out the slash
 * behind `#`, percent-encode braces or don't, and use backslashes.
 */
export interface Reference {
  /** Candidates for the file as written, likeliest first; none for the document itself. */
  readonly files: readonly string[];
  /** Keys on the way down; null where the fragment is an anchor name, which nothing here can look up. */
  readonly pointer: readonly string[] | null;
}

export function parseReference(text: string): Reference {
  // A block scalar ends in a newline; a fold leaves one in the middle.
  const joined = text.trim().replace(/\s*[\r\n]+\s*/g, '');
  const hash = joined.indexOf('#');
  const file = (hash < 0 ? joined : joined.slice(0, hash)).trim().replaceAll('\\', '/');
  const fragment = hash < 0 ? '' : joined.slice(hash + 1);
  const files = file === '' ? [] : [...new Set([decode(file), file, decode(file).replace(/\s+/g, '')])];
  return { files, pointer: pointerOf(fragment, hash >= 0) };
}

function pointerOf(fragment: string, given: boolean): readonly string[] | null {
  if (fragment === '' || fragment === '/') return [];
  if (fragment.startsWith('/')) return fragment.slice(1).split('/');
  // `#definitions/Pet`: the slash was forgotten. A lone word is an anchor.
  return given && fragment.includes('/') ? fragment.split('/') : null;
}

/** The spellings of one step of a pointer: decoded as RFC 6901 says, and unchanged, for those that aren't encoded. */
export function stepSpellings(step: string): readonly string[] {
  if (!step.includes('%') && !step.includes('~')) return [step];
  const unescaped = (text: string) => text.replaceAll('~1', '/').replaceAll('~0', '~');
  return [...new Set([unescaped(decode(step)), unescaped(step), step])];
}

/** Percent-decoding that leaves alone what isn't an encoding. */
function decode(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const SCHEME = /^[a-z][a-z0-9+.-]+:\/\//i;

export function isUrl(file: string): boolean {
  return SCHEME.test(file);
}

/** The folder of a file, with its final slash; `` for a bare name. URLs lose query and fragment. */
export function folderOf(file: string): string {
  const plain = isUrl(file) ? file.replace(/[?#].*$/s, '') : file.replaceAll('\\', '/');
  return plain.slice(0, plain.lastIndexOf('/') + 1);
}

/** A file named relative to the folder of another, with `.` and `..` worked out. URLs stay URLs. */
export function resolveFile(from: string, file: string): string {
  if (isUrl(file)) return file;
  const base = folderOf(from);
  const root = isUrl(base) ? /^[a-z][a-z0-9+.-]+:\/\/[^/]*/i.exec(base)?.[0] : undefined;
  if (root !== undefined && file.startsWith('//')) return root.slice(0, root.indexOf(':') + 1) + file;
  if (root !== undefined) return root + normalise(file.startsWith('/') ? file : base.slice(root.length) + file);
  return normalise(/^(\/|[a-z]:)/i.test(file) ? file : base + file);
}

function normalise(path: string): string {
  const out: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '.') continue;
    const last = out.at(-1);
    if (segment === '..' && last !== undefined && last !== '..' && last !== '') out.pop();
    else if (segment === '..' && last === '') continue;
    else if (segment === '' && out.length > 0) continue;
    else out.push(segment);
  }
  return out.join('/');
}

/** Whether a file lies in a folder or below it, by name; links are checked by the one that opens files. */
export function isBelow(folder: string, file: string): boolean {
  if (isUrl(file) || isUrl(folder)) return folder !== '' && file.startsWith(folder);
  if (folder === '' || folder === './')
    return !file.startsWith('/') && !file.startsWith('..') && !/^[a-z]:/i.test(file);
  const clean = normalise(folder);
  const prefix = clean.endsWith('/') ? clean : `${clean}/`;
  return file.startsWith(prefix);
}
