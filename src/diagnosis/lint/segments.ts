import type { Segment } from '../../model/path-template.ts';
import type { Registration } from '../../model/registration.ts';
import { templateSegments } from '../search/template.ts';

const known = new WeakMap<Registration, readonly Segment[]>();

/** The full path of a registration, cut at its slashes; none for `/`. */
export function segmentsOf(registration: Registration): readonly Segment[] {
  let segments = known.get(registration);
  if (!segments) {
    segments = templateSegments(registration.path, registration.nest.framework);
    known.set(registration, segments);
  }
  return segments;
}
