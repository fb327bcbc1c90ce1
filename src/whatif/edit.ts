import type { Annotation } from '../model/annotation.ts';
import type { FrameworkName, NodeId, OptionValue, RouteNode } from '../model/route-tree.ts';

/**
 * One reversible change of an application. Plain data, so that a scenario can be saved and read back; applied by
 * `applyEdit`, which never touches the source. Nodes are named by their id; see words.ts for its description.
 */
export type Edit = EditOf<NodeId, { readonly to: number }, { readonly at: number }>;

/** An edit whose nodes are named by a `Ref`, and the places of what it moves or adds by the two others. */
export type EditOf<Ref, To, At> =
  /** Switch a route, inclusion, mount or host off or on. A declared router's id means each of its inclusions. */
  | { readonly kind: 'disable' | 'enable'; readonly node: Ref }
  /** Move a node to another place of the list it stands in; `to` is its place afterwards, 0-based. */
  | ({ readonly kind: 'move'; readonly node: Ref } & To)
  /** The path of a route, endpoint, websocket, frontend or mount; the pattern of a host. Convertors are part of it. */
  | { readonly kind: 'set-path'; readonly node: Ref; readonly path: string }
  | { readonly kind: 'set-methods'; readonly node: Ref; readonly methods: readonly string[] }
  | { readonly kind: 'set-params'; readonly node: Ref; readonly params: Readonly<Record<string, Annotation>> }
  /** Insert a node (ids already fresh, see `withFreshIds`) into an application's or a router's list. */
  | ({ readonly kind: 'add'; readonly into: Ref; readonly route: RouteNode } & At)
  /** A copy directly behind the node, under fresh ids. */
  | { readonly kind: 'duplicate'; readonly node: Ref }
  | { readonly kind: 'remove'; readonly node: Ref }
  /** The prefix of a declared router (by its id), of an inclusion, or of an APIRouter used as an app. */
  | { readonly kind: 'set-prefix'; readonly node: Ref; readonly prefix: string }
  /** `include_router(router, prefix)` at the end of an application's or another router's list. */
  | { readonly kind: 'include'; readonly router: string; readonly into: Ref; readonly prefix: string }
  | {
      readonly kind: 'set-option';
      readonly app: Ref;
      /** Under the framework's own name; see `settableOptions`. */
      readonly option: string;
      readonly value: OptionValue;
    }
  | { readonly kind: 'set-server-root-path'; readonly value: string }
  /** Answer as another framework would: the outermost application becomes one of that kind, with equal options. */
  | { readonly kind: 'set-framework'; readonly framework: FrameworkName }
  /** Several edits as one, in order; none is applied where one of them can't be. */
  | { readonly kind: 'batch'; readonly edits: readonly EditOf<Ref, To, At>[] };

/** An edit that stands for itself. */
export type SimpleEdit = Exclude<Edit, { kind: 'batch' }>;

/** Why an edit can't be made; nothing was changed. */
export interface EditFault {
  /** One sentence, with the found value in it. */
  readonly fault: string;
}

export function isEditFault(value: object): value is EditFault {
  return 'fault' in value;
}
