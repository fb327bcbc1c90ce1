import { dialectFor } from '../../dialects/registry.ts';
import type { Segment } from '../../model/path-template.ts';
import type { Registration } from '../../model/registration.ts';
import { templateSegments } from '../search/template-segments.ts';

const known = new WeakMap<Registration, readonly Segment[]>();

/** The full path of a registration, cut at its slashes; none for `/`. */
export function segmentsOf(registration: Registration): readonly Segment[] {
  let segments = known.get(registration);
  if (!segments) {
    segments = read(registration);
    known.set(registration, segments);
  }
  return segments;
}

/** As the framework reads it; a full path that it would refuse as a whole (a name in mount and route) as it looks. */
function read(registration: Registration): readonly Segment[] {
  const { path, mountContext } = registration;
  const { paths } = dialectFor(registration);
  if (!paths.refuses || path === '/') return templateSegments(path, mountContext.framework);
  const template = paths.parse(path);
  return 'fault' in template ? templateSegments(path, mountContext.framework) : template.segments;
}
