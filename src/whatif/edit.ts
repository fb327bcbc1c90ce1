import type { Annotation } from '../model/annotation.ts';
import type { FrameworkName, NodeId, RouteNode } from '../model/route-tree.ts';

/**
 * One reversible change of an application. Plain data, so that a scenario can be saved and read back; applied by
 * `applyEdit`, which never touches the source. Nodes are named by their id; see words.ts for how one reads.
 */
export type Edit =
  /** Switch a route, inclusion, mount or host off or on. */
  | { readonly kind: 'disable' | 'enable'; readonly node: NodeId }
  /** Move a node to another place of the list it stands in; `to` is its place afterwards, 0-based. */
  | { readonly kind: 'move'; readonly node: NodeId; readonly to: number }
  /** The path of a route, endpoint, websocket, frontend or mount; the pattern of a host. Convertors are part of it. */
  | { readonly kind: 'set-path'; readonly node: NodeId; readonly path: string }
  | { readonly kind: 'set-methods'; readonly node: NodeId; readonly methods: readonly string[] }
  | { readonly kind: 'set-params'; readonly node: NodeId; readonly params: Readonly<Record<string, Annotation>> }
  /** Insert a node (ids already fresh) into an application's or a router's list. */
  | { readonly kind: 'add'; readonly into: NodeId; readonly at: number; readonly route: RouteNode }
  | { readonly kind: 'duplicate'; readonly node: NodeId }
  | { readonly kind: 'remove'; readonly node: NodeId }
  /** The prefix of a declared router (by its id), of an inclusion, or of an APIRouter used as an app. */
  | { readonly kind: 'set-prefix'; readonly node: NodeId; readonly prefix: string }
  /** `include_router(router, prefix)` at the end of an application's or another router's list. */
  | { readonly kind: 'include'; readonly router: string; readonly into: NodeId; readonly prefix: string }
  | {
      readonly kind: 'set-option';
      readonly app: NodeId;
      readonly option: AppOption;
      readonly value: string | boolean | null;
    }
  | { readonly kind: 'set-server-root-path'; readonly value: string }
  /** Answer as another framework would. */
  | { readonly kind: 'set-framework'; readonly framework: FrameworkName };

/** Options of an application that an edit can change, under the framework's own names. */
export type AppOption =
  | 'redirect_slashes'
  | 'root_path'
  | 'docs_url'
  | 'redoc_url'
  | 'openapi_url'
  | 'swagger_ui_oauth2_redirect_url'
  | 'base_path';
