import type { Request } from '../../model/request.ts';
import type { SourceLocation } from '../../model/source.ts';
import type { SuggestedEdit } from '../near-miss.ts';

/** `error`: something never works. `warning`: it works, and not as it reads. `info`: worth knowing. */
export type Severity = 'error' | 'warning' | 'info';

/** One thing about an application's routes that can't work or will surprise. */
export interface Finding {
  /** Id of the rule: kebab-case, and the name of its page in docs/rules. */
  readonly rule: string;
  readonly severity: Severity;
  /** What it is about: one or more methods (`GET, POST`), `WS`, `ANY`; null where no method is meant. */
  readonly method: string | null;
  /** Full template of the route it is about; of a router that nothing includes, its prefix or name. */
  readonly route: string;
  /** Orders of the registrations involved, the one it is about first; empty where nothing is registered. */
  readonly registrations: readonly number[];
  readonly source: SourceLocation | null;
  /** One sentence in plain words. */
  readonly message: string;
  /** One sentence: what to do. */
  readonly fix: string;
  /** A request that shows it and what answers; null where none can (websockets). */
  readonly example: Example | null;
  /** The fix as a change of the application, where there is one. */
  readonly edit: SuggestedEdit | null;
}

export interface Example {
  readonly request: Request;
  readonly status: number;
  /** Full template of what answers; null for a 404 and for a redirect. */
  readonly route: string | null;
}

/** A finding as its rule reports it; id and severity are the rule's. */
export type Found = Omit<Finding, 'rule' | 'severity'>;
