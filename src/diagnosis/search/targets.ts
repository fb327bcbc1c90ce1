import { type Annotation, formatAnnotation } from '../../model/annotation.ts';
import type { Segment } from '../../model/path-template.ts';
import type { Registration } from '../../model/registration.ts';
import type { Request } from '../../model/request.ts';
import type { Resolution } from '../../model/resolution.ts';
import type { FrameworkName } from '../../model/route-tree.ts';
import type { Edit } from '../../whatif/edit.ts';
import { opaqueTargets } from './opaque.ts';
import { segmentReader } from './template.ts';

/** A path that could have been meant: everything registered under one template, whatever the method. */
export interface Target {
  /** Full template. */
  readonly path: string;
  /** What an answer calls it: the template, or for what lies in an opaque mount the mount's path. */
  readonly route: string;
  readonly framework: FrameworkName;
  readonly segments: readonly Segment[];
  /** How many leading segments are paths of mounts. */
  readonly mounted: number;
  /** Ends with a slash that isn't the whole path. */
  readonly trailing: boolean;
  /** Host patterns that have to match first. */
  readonly hosts: readonly string[];
  /** Registrations in order, each with the methods it answers. */
  readonly entries: readonly Registration[];
  readonly methods: readonly string[];
  /** Place in the registration order, for ties; never-included routes come after all others. */
  readonly order: number;
  /** What it takes to have it registered; null for what is. */
  readonly orphan: Orphan | null;
}

/** A router that nothing includes, and the change that would include it. */
export interface Orphan {
  readonly router: string;
  readonly edit: Edit;
  readonly words: string;
  /** How a request is answered after the change. */
  readonly resolve: (request: Request) => Resolution | null;
}

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
