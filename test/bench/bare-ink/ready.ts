/** As in src/tui: the build puts the promise of the layout engine here where that can't be waited for while loading. */
export const ready: Promise<unknown> = Promise.resolve();
