import type { RouteTree } from '../model/route-tree.ts';
import type { CompiledApp } from './dialect.ts';

/** The application of a tree, ready to be asked; the same object for the same tree. */
export function compile(_tree: RouteTree): CompiledApp {
  throw new Error('not written yet');
}
