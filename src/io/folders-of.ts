import { lstatSync, readlinkSync, type Stats } from 'node:fs';
import { dirname, join, parse, resolve, sep } from 'node:path';

/** Links within links that are followed; a system follows as many. */
const MOST_LINKS = 40;

/**
 * Every folder whose entries decide what absolute paths lead to: that of the file itself and of each symbolic link on the way, to the
 * file or to a folder (Kubernetes replaces `..data` to change all files of a ConfigMap at once). Where there is nothing,
 * the nearest folder above, in which it may appear.
 */
export function foldersOf(paths: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>();
  /** Where folders really are; null where there is none. */
  const known = new Map<string, string | null>();

  /** Notes the folders on the way to a path; what it leads to, null where that is nothing. */
  const follow = (path: string, links: number): string | null => {
    const folder = dirname(path);
    if (folder === path) return path;
    const cached = known.get(folder);
    const real = cached === undefined ? follow(folder, links) : cached;
    known.set(folder, real);
    if (real === null) return null;
    const at = join(real, path.slice(path.lastIndexOf(sep) + 1));
    const stats = statsOf(at);
    if (stats?.isSymbolicLink() === false) return at;
    found.add(real);
    const target = stats === null ? null : targetOf(at);
    return target === null || links === MOST_LINKS ? null : follow(resolve(real, target), links + 1);
  };
  for (const path of paths) {
    const at = follow(path, 0);
    if (at !== null) found.add(at === parse(at).root ? at : dirname(at));
  }
  return found;
}

function statsOf(path: string): Stats | null {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) ?? null;
  } catch {
    return null;
  }
}

function targetOf(link: string): string | null {
  try {
    return readlinkSync(link);
  } catch {
    return null;
  }
}
