import { filesOf } from '../../dialects/make-app.ts';
import { kindOf } from '../../dialects/registry.ts';
import { formatAnnotation } from '../../model/annotation.ts';
import type { Segment } from '../../model/path-template.ts';
import type { Registration } from '../../model/registration.ts';
import type { Orphan, Target } from './target.ts';
import { templateSegments } from './template-segments.ts';

const SEARCHED = new Set<Registration['kind']>(['route', 'plain', 'endpoint', 'docs']);

/** Groups registrations by template. Yields units of work so that a caller may pause. */
export function* collectTargets(
  registrations: Iterable<Registration>,
  orphan: Orphan | null,
  firstOrder: number,
): Generator<number, Target[]> {
  const groups = new Map<string, [Registration, ...Registration[]]>();
  const opaque: Target[] = [];
  for (const registration of registrations) {
    if (registration.kind === 'opaque') {
      for (const target of opaqueTargets(registration, firstOrder + registration.order)) {
        opaque.push(target);
        yield 2;
      }
    }
    if (!SEARCHED.has(registration.kind)) continue;
    const key = `${registration.mountContext.hosts.join(' ')} ${registration.path} ${typesOf(registration)}`;
    const group = groups.get(key);
    if (group) group.push(registration);
    else groups.set(key, [registration]);
    yield 15;
  }
  const targets: Target[] = [];
  const known = new Map<string, Segment>();
  for (const entries of groups.values()) {
    const [{ path, order, mountContext }] = entries;
    const trailing = path.length > 1 && path.endsWith('/');
    targets.push({
      path,
      route: path,
      framework: mountContext.framework,
      segments: templateSegments(trailing ? path.slice(0, -1) : path, mountContext.framework, known),
      mounted: mountContext.mounts.at(-1)?.split('/').filter(Boolean).length ?? 0,
      trailing,
      hosts: mountContext.hosts,
      entries,
      methods: methodsOf(entries),
      order: firstOrder + order,
      orphan,
    });
    yield 30;
  }
  return [...targets, ...opaque];
}

function methodsOf(entries: Target['entries']): readonly string[] {
  const [first, ...others] = entries;
  if (others.length === 0 && first.automatic.length === 0) return first.methods;
  return [...new Set(entries.flatMap((entry) => [...entry.methods, ...entry.automatic]))];
}

/** Methods of one path may declare its parameters differently; what fits one needn't fit the other. */
function typesOf({ node }: Registration): string {
  if (node?.kind !== 'route') return '';
  let out = '';
  for (const [name, annotation] of Object.entries(node.params)) out += `${name}:${formatAnnotation(annotation)} `;
  return out;
}

/** The files of a static mount, each a path that could have been meant; below an opaque application any path. */
function opaqueTargets(registration: Registration, order: number): Target[] {
  const { node, path, mountContext } = registration;
  if (node?.kind !== 'mount' || 'routes' in node.app) return [];
  const { opaque } = kindOf(node.app);
  const mount = literals(path);
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
  return files === null ? [target(ANY_PATH.raw, [ANY_PATH])] : files.map((file) => target(file, literals(file)));
}

const literals = (path: string): Segment[] =>
  path
    .split('/')
    .filter(Boolean)
    .map((text) => ({ raw: text, parts: [{ kind: 'literal', text }] }));

const ANY_PATH: Segment = {
  raw: '{path:path}',
  parts: [{ kind: 'param', name: 'path', convertor: 'path' }],
};
