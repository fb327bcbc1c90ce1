import type { Line } from '../screen.ts';

/** What an overlay shows, and where its cursor is. */
export interface PanelView {
  readonly lines: readonly Line[];
  readonly cursor: { readonly x: number; readonly y: number } | null;
}
