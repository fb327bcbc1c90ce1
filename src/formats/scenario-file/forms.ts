import type { Edit } from '../../whatif/edit.ts';

/** What stands under a key of a change. */
export type Slot =
  | 'locator'
  | 'text'
  | 'methods'
  | 'annotations'
  | 'route'
  | 'option'
  | 'option-value'
  | 'framework'
  | 'shell'
  | 'edit'
  | 'edits';

/** One kind of change: the slot under its own key, and what stands beside it. */
export interface Form {
  readonly main: Slot;
  readonly beside: Readonly<Record<string, { readonly slot: Slot; readonly required: boolean }>>;
}

const needed = (slot: Slot) => ({ slot, required: true });
const optional = (slot: Slot) => ({ slot, required: false });
const place = { above: optional('locator'), below: optional('locator') };

/** Every kind of change as a scenario file writes it: `- set-path: [app, GET /a]` with `path: /b` beside it. */
export const FORMS = {
  disable: { main: 'locator', beside: {} },
  enable: { main: 'locator', beside: {} },
  move: { main: 'locator', beside: place },
  'set-path': { main: 'locator', beside: { path: needed('text') } },
  'set-methods': { main: 'locator', beside: { methods: needed('methods') } },
  'set-params': { main: 'locator', beside: { params: needed('annotations') } },
  add: { main: 'route', beside: { into: optional('locator'), ...place } },
  duplicate: { main: 'locator', beside: {} },
  remove: { main: 'locator', beside: {} },
  'set-prefix': { main: 'locator', beside: { prefix: needed('text') } },
  include: { main: 'text', beside: { into: optional('locator'), prefix: optional('text') } },
  'set-option': { main: 'locator', beside: { option: needed('option'), value: needed('option-value') } },
  'set-server-root-path': { main: 'text', beside: {} },
  'set-framework': { main: 'framework', beside: {} },
  'set-shell': { main: 'shell', beside: {} },
  batch: { main: 'edits', beside: {} },
  restore: { main: 'edit', beside: {} },
} as const satisfies Record<Edit['kind'], Form>;

export type EditKind = keyof typeof FORMS;
export const EDIT_KINDS = Object.keys(FORMS) as EditKind[];
export const FRAMEWORKS = ['fastapi', 'starlette', 'openapi'] as const;
