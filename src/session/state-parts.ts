import type { NodeId } from '../model/route-tree.ts';

/** What can be saved or copied. */
export const EXPORTS = ['scenario', 'routes', 'changes', 'pins'] as const;
export type ExportKind = (typeof EXPORTS)[number];

/** What the one-line editor asks for. */
export type Question =
  | { readonly of: 'path' | 'methods' | 'params' | 'prefix'; readonly node: NodeId }
  | { readonly of: 'add'; readonly into: NodeId; readonly at: number }
  | { readonly of: 'include'; readonly router: string; readonly into: NodeId }
  | { readonly of: 'option'; readonly app: NodeId; readonly option: string }
  | { readonly of: 'server-root-path' }
  | { readonly of: 'name' }
  | { readonly of: 'file'; readonly what: ExportKind };

/** The tour; `changes` is the number of changes when it began. */
export interface Tour {
  readonly step: number;
  readonly changes: number;
  /** It began by itself, so it ends when the user does something else. */
  readonly unasked: boolean;
  /** Keys pressed since the last step. */
  readonly keys: number;
}
