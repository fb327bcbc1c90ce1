import type { KeyPath, Report } from '../model/file-fault.ts';
import type { App, NodeId, RouteNode } from '../model/route-tree.ts';
import type { SourceLocation } from '../model/source.ts';
import type { AppKind } from './app-kind.ts';
import type { TemplateSyntax } from './template-syntax.ts';
import type { Entries, FormSpec, TextRule } from './value-spec.ts';

/** How routes files write the routes of a framework's applications. */
export interface RoutesFileSyntax {
  readonly short: ShortForm;
  /** The long forms of an entry, by the key that names the form. */
  readonly forms: Readonly<Record<string, RouteForm>>;
  /** Reports what the framework would refuse when the application is built, and what would surprise. */
  check(file: FileEntries, report: Report): void;
}

/** A route as a single text. */
export interface ShortForm {
  readonly rule: TextRule & { readonly pattern: RegExp };
  /** Its description: `METHOD PATH`. */
  readonly about: string;
  /** The long form that says the same, by its name and keys, and where its template begins in the text. The text follows the rule. */
  expand(text: string): { readonly name: string; readonly keys: Entries; readonly offset: number };
  /** The text for the keys of a long form; null where it takes the long form. */
  write(pairs: readonly Pair[]): string | null;
}

/** A long form, which makes and writes one kind of node. */
export interface RouteForm extends FormSpec {
  readonly node: RouteNode['kind'];
  /** The node for an entry without faults; `app` reads the application under a key. */
  read(entry: Entries, base: NodeBase, app: (key: string) => App): RouteNode;
  /** Its keys, without those of its application and of every node. */
  write(node: RouteNode): readonly Pair[];
}

/** What every node has. */
export interface NodeBase {
  readonly id: NodeId;
  readonly source: SourceLocation | null;
  readonly late: boolean;
}

export type FileValue = string | boolean | null | readonly string[] | Readonly<Record<string, string>>;
export type Pair = readonly [key: string, value: FileValue];

/** The entries of a routes file, which may still have faults: what isn't as it should be is passed over. */
export interface FileEntries {
  /** Prefix of the outermost application. */
  readonly prefix: string;
  visit(visitor: EntryVisitor): void;
}

export interface EntryVisitor {
  entry?(entry: Entry): void;
  router?(name: string, keys: Entries, path: KeyPath): void;
}

/** What checks of a routes file know of a framework: see `Dialect`, which has all of it. */
interface OwnerDialect {
  readonly label: string;
  readonly paths: TemplateSyntax;
  readonly assertsSlash: boolean;
  readonly validates: boolean;
  readonly routesFile: RoutesFileSyntax;
}

/** What registers an entry: an application of some kind, or a declared router by its name. */
export interface Owner {
  readonly dialect: OwnerDialect;
  readonly kind: AppKind;
  readonly router: string | null;
  /** Prefix of a declared router or of an APIRouter used as an app. */
  readonly prefix: string;
}

/** One entry of a list of routes that says what it is. */
export interface Entry {
  /** The key that names the form. */
  readonly form: string;
  readonly node: RouteNode['kind'];
  /** The template: path, endpoint, mount, host, …; for an include the router's name. */
  readonly text: string;
  /** Where the template stands, and at which offset inside that text (short form). */
  readonly path: KeyPath;
  readonly offset: number;
  readonly keys: Entries;
  readonly owner: Owner;
}

/** A value as a mapping; null where it's something else. */
export function asMapping(value: unknown): Entries | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Entries) : null;
}

export function asText(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
