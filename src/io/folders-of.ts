import { lstatSync, readlinkSync } from 'node:fs';
import { dirname, join, parse, resolve, sep } from 'node:path';
import { attempt } from '../model/attempt.ts';

/** Links within links that are followed; a system follows as many. */
const MOST_LINKS = 40;

/**
 * Every folder whose entries decide what absolute paths lead to: that of the file itself and of each symbolic link on the way, to the
 * file or to a folder (Kubernetes replaces `..data` to change all files of a ConfigMap at once). Where there is nothing,
 * the nearest folder above, in which it may appear.
 */
export function foldersOf(paths: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>();
  /** Folders that are no links, so that those of many files are looked at once. */
  const real = new Set<string>();
  const follow = (path: string, links: number) => {
    let { root: at } = parse(path);
    const names = path.slice(at.length).split(sep);
    for (const [i, name] of names.entries()) {
      const next = join(at, name);
      const stats = real.has(next) ? null : attempt(() => lstatSync(next));
      if (stats?.isDirectory()) real.add(next);
      const target = stats?.isSymbolicLink() ? attempt(() => readlinkSync(next)) : null;
      if (target !== null || (stats === null && !real.has(next))) {
        found.add(at);
        if (target !== null && links < MOST_LINKS) follow(resolve(at, target, ...names.slice(i + 1)), links + 1);
        return;
      }
      at = next;
    }
    found.add(dirname(at));
  };
  for (const path of paths) follow(path, 0);
  return found;
}
