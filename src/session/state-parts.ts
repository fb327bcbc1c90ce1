import type { NodeId } from '../model/route-tree.ts';

/** What of a session can leave it. */
export const EXPORTS = ['scenario', 'routes', 'changes', 'pins'] as const;
export type ExportKind = (typeof EXPORTS)[number];

/** What a line is typed for. */
export type Question =
  | { readonly of: 'path' | 'methods' | 'params' | 'prefix'; readonly node: NodeId }
  | { readonly of: 'add'; readonly into: NodeId; readonly at: number }
  | { readonly of: 'include'; readonly router: string; readonly into: NodeId }
  | { readonly of: 'option'; readonly app: NodeId; readonly option: string }
  | { readonly of: 'server-root-path' }
  | { readonly of: 'name' }
  | { readonly of: 'file'; readonly what: ExportKind };

/** A tour through what the explorer is for, with the real keys; `changes` is how many there were when it began. */
export interface Tour {
  readonly step: number;
  readonly changes: number;
  /** It began by itself, so whoever goes other ways isn't led any further. */
  readonly unasked: boolean;
  /** Keys pressed since the last step. */
  readonly keys: number;
}
