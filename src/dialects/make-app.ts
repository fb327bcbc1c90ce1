import type { Registration } from '../model/registration.ts';
import type { App, NodeId, OpaqueApp, Options, OptionValue, RouteNode, RoutingApp } from '../model/route-tree.ts';
import { completeOptions, type OptionType, optionOfType } from './option.ts';
import { appKind, kindOf } from './registry.ts';

/** An application of a kind that holds routes. Options that aren't given are the framework's defaults. */
export function makeApp(kind: string, id: NodeId, routes: readonly RouteNode[], given: Options = {}): RoutingApp {
  return { id, kind, options: optionsFor(kind, given), routes };
}

/** An application of a kind that holds none. */
export function makeOpaqueApp(kind: string, id: NodeId, given: Options = {}): OpaqueApp {
  return { id, kind, options: optionsFor(kind, given) };
}

const optionsFor = (kind: string, given: Options): Options => completeOptions(appKind(kind).options, given);

/** The text of the option of a type: the prefix, base path or root path of an application; `''` where it has none. */
export function textOfType(app: App, type: OptionType): string {
  const name = optionOfType(kindOf(app).options, type);
  const value: OptionValue = name === null ? null : (app.options[name] ?? null);
  return typeof value === 'string' ? value : '';
}

/** Text in front of the paths that an application registers, whatever it is called there. */
export const ownPrefix = (app: App): string => textOfType(app, 'prefix') || textOfType(app, 'base-path');

/** The paths that an opaque application answers, relative; null where that's unknown, or where it holds routes. */
export function filesOf(app: App): readonly string[] | null {
  return kindOf(app).opaque?.files(app.options) ?? null;
}

/** Whether a registration is a mount of files. */
export function holdsFiles(registration: Registration): boolean {
  const app = opaqueApp(registration);
  return app !== null && filesOf(app) !== null;
}

/** The application that a mount's registration holds, where it's opaque. */
export function opaqueApp({ kind, node }: Registration): OpaqueApp | null {
  return kind === 'opaque' && (node?.kind === 'mount' || node?.kind === 'host') ? node.app : null;
}

/** Whether an application redirects a slash too many or too few; null where its framework never does. */
export function redirectsSlashes(app: RoutingApp): boolean | null {
  const { redirect } = kindOf(app);
  return redirect === null ? null : app.options[redirect] !== false;
}
