import type { Segment } from '../../model/path-template.ts';
import type { Registration } from '../../model/registration.ts';
import type { Request } from '../../model/request.ts';
import type { Resolution } from '../../model/resolution.ts';
import type { FrameworkName } from '../../model/route-tree.ts';
import type { SuggestedEdit } from '../near-miss.ts';

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
  readonly entries: readonly [Registration, ...Registration[]];
  readonly methods: readonly string[];
  /** Place in the registration order, for ties; never-included routes come after all others. */
  readonly order: number;
  /** The edit that would register it; null where it is registered. */
  readonly orphan: Orphan | null;
}

/** A router that nothing includes, and the change that would include it. */
export interface Orphan {
  readonly router: string;
  readonly inclusion: SuggestedEdit;
  /** How a request is answered after the change. */
  readonly resolve: (request: Request) => Resolution;
}
