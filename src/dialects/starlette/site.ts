import type { MountContext } from '../../model/registration.ts';
import type { Place, Registry } from '../dialect.ts';
import type { Entry } from './entry.ts';

/** Where a list of nodes registers: an application, or a router included in one. */
export interface Site {
  readonly mountContext: MountContext;
  /** Of the application; `inside` has the application itself. */
  readonly place: Place;
  /** Include prefixes in front of every path; `''` directly in an application. */
  readonly prefix: string;
  readonly registry: Registry;
  /** The entries of the application, in order; its included routers add to the same list. */
  readonly entries: Entry[];
}
