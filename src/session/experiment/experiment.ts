import type { CompiledApp } from '../../dialects/dialect.ts';
import { compile } from '../../dialects/index.ts';
import { isRequestFault, parseRequest } from '../../model/parse-request.ts';
import type { Request } from '../../model/request.ts';
import type { RouteTree } from '../../model/route-tree.ts';
import type { Impact } from '../../whatif/impact.ts';
import type { LocatedEdit } from '../../whatif/located-edit.ts';
import { changesOf, type Scenario, treeOf } from '../../whatif/scenario.ts';
import { shownApp } from './shown-app.ts';

/** The views of the what-if panel. */
export const WHAT_IF_VIEWS = ['impact', 'pins', 'changes'] as const;
export type WhatIfView = (typeof WHAT_IF_VIEWS)[number];

/** The experiment: changes, pins, and the state of the what-if panel. */
export interface Experiment {
  /** Null until an application is loaded. */
  readonly scenario: Scenario | null;
  /** The changes in force when they were last saved or loaded, as `changesKey` gives them. */
  readonly saved: string;
  /** Unsaved changes of the last session that are neither restored nor discarded. */
  readonly left: LeftChanges | null;
  /** Pinned requests, as the bar has them, oldest first. */
  readonly pins: readonly string[];
  readonly open: boolean;
  readonly view: WhatIfView;
  /** The region that esc returns to. */
  readonly back: 'bar' | 'table';
  /** The selected line of the panel. */
  readonly chosen: number;
  /** The last comparison in the background; ignored once one of the applications has changed. */
  readonly impact: { readonly before: CompiledApp; readonly after: CompiledApp; readonly impact: Impact } | null;
}

/** Changes of an earlier session, in their order. */
export interface LeftChanges {
  readonly name: string;
  readonly edits: readonly { readonly located: LocatedEdit; readonly words: string }[];
}

export const EMPTY_EXPERIMENT: Experiment = {
  scenario: null,
  saved: '',
  left: null,
  pins: [],
  open: false,
  view: 'impact',
  back: 'bar',
  chosen: 0,
  impact: null,
};

/** The application without changes; null until it's loaded. */
export function baseApp({ scenario }: Experiment): CompiledApp | null {
  return scenario && appOf(scenario.base);
}

/** The application of a tree as the table shows it. */
export const appOf = (tree: RouteTree): CompiledApp => shownApp(compile(tree));

export const changeCount = ({ scenario }: Experiment): number => (scenario ? changesOf(scenario).length : 0);

/** How many changes a file keeps: misfits too, as the source may change back. */
export const keptCount = ({ scenario }: Experiment): number => scenario?.at ?? 0;

/** A key for the changes in force, including misfits, which a file keeps too. */
export function changesKey(scenario: Scenario | null): string {
  return scenario === null ? '' : scenario.steps.slice(0, scenario.at).map(stepKey).join('\n');
}

const keys = new WeakMap<LocatedEdit, string>();

/** A key for one change. */
export function stepKey(step: { readonly located: LocatedEdit } | undefined): string {
  if (!step) return '';
  const { located } = step;
  const known = keys.get(located) ?? JSON.stringify(located);
  keys.set(located, known);
  return known;
}

/** Whether there are unsaved changes. */
export const isUnsaved = (experiment: Experiment): boolean => {
  const key = changesKey(experiment.scenario);
  return key !== '' && key !== experiment.saved;
};

/** The tree with the changes in force. */
export const treeNow = ({ scenario }: Experiment): RouteTree | null => scenario && treeOf(scenario);

/** The texts that are requests, such as pins and the history. */
export function requestsIn(texts: readonly string[]): readonly Request[] {
  return texts.flatMap((text) => {
    const request = parseRequest(text);
    return isRequestFault(request) ? [] : [request];
  });
}
