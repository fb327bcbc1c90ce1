import type { FrameworkName, Options, RouteTree } from '../model/route-tree.ts';
import { makeApp, textOfType } from './make-app.ts';
import { optionOfType } from './option.ts';
import { appKind } from './registry.ts';

/**
 * The tree as another framework would answer it: only the outermost application changes, with the options that both
 * know kept and the others at the new framework's defaults. The same tree where it is of that framework already.
 */
export function withFramework(tree: RouteTree, name: FrameworkName): RouteTree {
  const { app } = tree;
  if (app.kind === name) return tree;
  const base = textOfType(app, 'base-path') || textOfType(app, 'root-path');
  const { options } = appKind(name);
  const known = Object.entries(app.options).filter(([key]) => Object.hasOwn(options, key));
  const kept: Options = { ...Object.fromEntries(known), ...withBasePath(name, base) };
  return { ...tree, app: makeApp(name, app.id, app.routes, kept) };
}

/** The option that stands for a base path in applications of a kind, set; nothing where the kind has none. */
export function withBasePath(kind: string, base: string): Options {
  const { options } = appKind(kind);
  const option = optionOfType(options, 'base-path') ?? optionOfType(options, 'root-path');
  return option === null ? {} : { [option]: base };
}
