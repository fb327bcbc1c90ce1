import { isClient } from '../model/parse-request.ts';

/** A further source that is shown below a prefix of the first: `users=./users/openapi.json@/users`. */
export interface MountedSource {
  readonly name: string;
  readonly source: string;
  /** Begins with a slash. `/NAME` where the word doesn't say. */
  readonly prefix: string;
}

const MOUNTED = /^([\w.-]+)=(.+?)(?:@(\/[^@]*))?$/s;

/** Sets words that name further sources apart. A file that is really called like one is none of them, nor is what curl (HTTPie, Wget) is given. */
export function setMountedApart(
  words: readonly string[],
  isFile: (name: string) => boolean,
): { readonly words: readonly string[]; readonly mounted: readonly MountedSource[] } {
  const others: string[] = [];
  const mounted: MountedSource[] = [];
  const client = words.findIndex(isClient);
  for (const [i, word] of words.entries()) {
    const match = (client >= 0 && i > client) || isFile(word) ? null : MOUNTED.exec(word);
    if (!match) others.push(word);
    else mounted.push({ name: match[1] ?? '', source: match[2] ?? '', prefix: match[3] ?? `/${match[1]}` });
  }
  return { words: others, mounted };
}
