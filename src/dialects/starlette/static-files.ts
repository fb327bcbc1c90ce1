import type { Registration } from '../../model/registration.ts';
import type { Resolution } from '../../model/resolution.ts';
import type { App } from '../../model/route-tree.ts';
import { matched, methodNotAllowed, notFound, redirect } from '../answers.ts';
import type { AppMatcher, Asked } from '../app-matcher.ts';
import type { OptionsOf } from '../option.ts';
import { locationOf } from './redirect.ts';

/** Options of StaticFiles. */
export const STATIC_OPTIONS = {
  files: { type: 'texts', default: [], about: 'The files of the directory, relative, with /.' },
  html: {
    type: 'flag',
    default: false,
    about: 'StaticFiles(html=True): index.html for folders, 404.html for what is missing.',
  },
} as const;

/** The files of a directory and the folders they imply. */
export interface FileSet {
  readonly files: ReadonlySet<string>;
  readonly folders: ReadonlySet<string>;
}

export function fileSet(files: readonly string[]): FileSet {
  const folders = new Set(['.']);
  const names = files.map((file) => normalise(file));
  for (const file of names) {
    for (let slash = file.indexOf('/'); slash >= 0; slash = file.indexOf('/', slash + 1)) {
      folders.add(file.slice(0, slash));
    }
  }
  return { files: new Set(names), folders };
}

/** `os.path.normpath(os.path.join(*path.split("/")))`: `.` for nothing, `..` resolved, double slashes gone. */
export function normalise(path: string): string {
  const kept: string[] = [];
  for (const piece of path.split('/')) {
    if (piece === '' || piece === '.') continue;
    if (piece === '..' && kept.length > 0 && kept.at(-1) !== '..') kept.pop();
    else kept.push(piece);
  }
  return kept.join('/') || '.';
}

/** A directory served by Starlette (starlette/staticfiles.py, get_response). Its answers, 404 included, are the mount's own. */
export function staticMatcher(app: App, registration: Registration, mounts: readonly string[]): AppMatcher {
  const { files, html } = app.options as OptionsOf<typeof STATIC_OPTIONS>;
  let made: FileSet | null = null;
  const resolve = (asked: Asked): Resolution => {
    const { method } = asked.request;
    // Starlette 1.9 names the methods; before, there was no Allow.
    if (method !== 'GET' && method !== 'HEAD') return methodNotAllowed(registration, 'GET, HEAD', mounts);
    made ??= fileSet(files);
    const set = made;
    const name = normalise(asked.path.slice(asked.start));
    if (set.files.has(name)) return matched(registration, asked.params, mounts);
    if (html && set.folders.has(name) && set.files.has(normalise(`${name}/index.html`))) {
      if (asked.path.endsWith('/')) return matched(registration, asked.params, mounts);
      return redirect(folderLocation(asked), mounts, registration);
    }
    return notFound(mounts, registration);
  };
  return { resolve, trace: (_asked, steps) => steps.push({ registration, role: 'answers' }) };
}

/** A folder's URL with its slash. Python's `urlsplit`, which the URL goes through once more, drops tabs and line ends. */
export function folderLocation(asked: Asked): string {
  return locationOf(`${asked.path.replace(/[\t\r\n]/g, '')}/`, asked.request);
}

/** An application that nobody knows: it answers everything it is asked. */
export function opaqueMatcher(registration: Registration, mounts: readonly string[]): AppMatcher {
  return {
    resolve: (asked) => matched(registration, asked.params, mounts),
    trace: (_asked, steps) => steps.push({ registration, role: 'answers' }),
  };
}
