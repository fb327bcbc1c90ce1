import { filesOf } from '../../dialects/make-app.ts';
import { kindOf } from '../../dialects/registry.ts';
import type { Segment } from '../../model/path-template.ts';
import type { Registration } from '../../model/registration.ts';
import type { Target } from './target.ts';

/** The files of a static mount, each a path that could have been meant; below an opaque application any path. */
export function* opaqueTargets(registration: Registration, order: number): Generator<number, Target[]> {
  const { node, path, mountContext } = registration;
  if (node?.kind !== 'mount' || 'routes' in node.app) return [];
  const { opaque } = kindOf(node.app);
  const mount = path.split('/').filter(Boolean).map(literal);
  const target = (rest: string, segments: readonly Segment[]): Target => ({
    path: `${path}/${rest}`,
    route: path,
    framework: mountContext.framework,
    segments: [...mount, ...segments],
    mounted: mount.length,
    trailing: false,
    hosts: mountContext.hosts,
    entries: [registration],
    methods: opaque?.methods ?? registration.methods,
    order,
    orphan: null,
  });
  const files = filesOf(node.app);
  if (files === null) return [target(ANY_PATH.raw, [ANY_PATH])];
  const targets: Target[] = [];
  for (const file of files) {
    targets.push(target(file, file.split('/').filter(Boolean).map(literal)));
    yield 2;
  }
  return targets;
}

const literal = (text: string): Segment => ({ raw: text, parts: [{ kind: 'literal', text }] });

const ANY_PATH: Segment = {
  raw: '{path:path}',
  parts: [{ kind: 'param', name: 'path', convertor: 'path' }],
};
