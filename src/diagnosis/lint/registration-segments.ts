import { dialectFor } from '../../dialects/registry.ts';
import type { Segment } from '../../model/path-template.ts';
import type { Registration } from '../../model/registration.ts';
import { templateSegments } from '../search/template-segments.ts';

/**
 * The full path of a registration, cut at its slashes; none for `/`. As the framework reads it; a full path that it would
 * refuse as a whole (a name in mount and route) as it looks.
 */
export function segmentsOf(registration: Registration): readonly Segment[] {
  const { path, mountContext } = registration;
  const { paths } = dialectFor(registration);
  const template = paths.refuses && path !== '/' ? paths.parse(path) : null;
  return template && 'segments' in template ? template.segments : templateSegments(path, mountContext.framework);
}

/** The one empty segment of `/`, where it has to be compared with others. */
export const ROOT: readonly Segment[] = [{ raw: '', parts: [] }];

/** Whether it takes several segments, so that those behind it have no fixed place. */
export function takesRest(segment: Segment): boolean {
  return segment.parts.some((part) => part.kind === 'param' && part.convertor === 'path');
}
