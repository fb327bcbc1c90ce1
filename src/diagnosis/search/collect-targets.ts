import { type Annotation, formatAnnotation } from '../../model/annotation.ts';
import type { Registration } from '../../model/registration.ts';
import { opaqueTargets } from './opaque.ts';
import type { Orphan, Target } from './target.ts';
import { segmentReader } from './template-segments.ts';

const SEARCHED = new Set<Registration['kind']>(['route', 'plain', 'endpoint', 'docs']);

/** Groups registrations by template. Yields after each so that a caller may pause. */
export function* collectTargets(
  registrations: Iterable<Registration>,
  orphan: Orphan | null,
  firstOrder: number,
): Generator<number, Target[]> {
  const groups = new Map<string, Registration[]>();
  const opaque: Target[] = [];
  for (const registration of registrations) {
    if (registration.disabled) continue;
    if (registration.kind === 'opaque') {
      opaque.push(...(yield* opaqueTargets(registration, firstOrder + registration.order)));
    }
    if (!SEARCHED.has(registration.kind)) continue;
    const key = `${registration.mountContext.hosts.join(' ')} ${registration.path} ${typesOf(registration)}`;
    const group = groups.get(key);
    if (group) group.push(registration);
    else groups.set(key, [registration]);
    yield 15;
  }
  const targets: Target[] = [];
  const segmentsOf = segmentReader();
  const methodsOf = methodsReader();
  for (const entries of groups.values()) {
    const [first] = entries as [Registration, ...Registration[]];
    const framework = first.mountContext.framework;
    const trailing = first.path.length > 1 && first.path.endsWith('/');
    const segments = segmentsOf(trailing ? first.path.slice(0, -1) : first.path, framework);
    targets.push({
      path: first.path,
      route: first.path,
      framework,
      segments,
      mounted: first.mountContext.mounts.at(-1)?.split('/').filter(Boolean).length ?? 0,
      trailing,
      hosts: first.mountContext.hosts,
      entries,
      methods: methodsOf(entries),
      order: firstOrder + first.order,
      orphan,
    });
    yield 30;
  }
  targets.push(...opaque);
  return targets;
}

/** The methods of several registrations; one list for all that have the same. */
function methodsReader(): (entries: readonly Registration[]) => readonly string[] {
  const known = new Map<string, readonly string[]>();
  return (entries) => {
    const [first] = entries;
    if (first && entries.length === 1 && first.automatic.length === 0) return first.methods;
    const methods = [...new Set(entries.flatMap((entry) => [...entry.methods, ...entry.automatic]))];
    const key = methods.join(' ');
    const same = known.get(key);
    if (!same) known.set(key, methods);
    return same ?? methods;
  };
}

/** Methods of one path may declare its parameters differently; what fits one needn't fit the other. */
function typesOf({ node }: Registration): string {
  if (node?.kind !== 'route') return '';
  let out = '';
  for (const name in node.params) out += `${name}:${formatAnnotation(node.params[name] as Annotation)} `;
  return out;
}
