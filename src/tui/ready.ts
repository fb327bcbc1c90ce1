/**
 * Fulfilled when Ink can lay out. At once where a module may wait while it loads. In the bundle it can't, so the layout engine
 * loads beside everything else there, and the build puts its promise in the place of this one.
 */
export const ready: Promise<unknown> = Promise.resolve();
