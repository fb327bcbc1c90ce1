import type { Search } from '../diagnosis/diagnose.ts';
import type { Finding } from '../diagnosis/lint/finding.ts';
import type { Diagnosis } from '../diagnosis/near-miss.ts';
import type { CompiledApp } from '../dialects/dialect.ts';
import type { Problem } from '../model/problem.ts';
import type { NodeId, RouteTree } from '../model/route-tree.ts';
import type { SourceLocation } from '../model/source.ts';
import type { Impact } from '../whatif/impact.ts';
import type { Scenario } from '../whatif/scenario.ts';
import { EMPTY_EXPERIMENT, type Experiment, type LeftChanges } from './experiment/experiment.ts';
import type { Context } from './keys.ts';
import { EMPTY_INPUT, type TextInput } from './text-input.ts';

/** The state of the explorer, without anything that can be computed. */
export interface State {
  readonly size: Size;
  /** What the header calls the source: a file name, a URL, `stdin`. */
  readonly source: string;
  /** The application on screen: the last valid source with the changes applied. Null until the first. */
  readonly compiled: CompiledApp | null;
  /** The last application that was compiled in the background; it changes when answers become available. */
  readonly prepared: CompiledApp | null;
  /** Problems of the last reading of the source. */
  readonly problems: readonly Problem[];
  readonly loading: Progress | null;
  readonly watching: boolean;

  readonly bar: TextInput;
  /** The last search in the background; ignored once the application or the text has changed. */
  readonly found: { readonly app: CompiledApp; readonly text: string; readonly diagnosis: Diagnosis } | null;
  /** Lint findings; ignored once the application has changed. */
  readonly findings: { readonly app: CompiledApp; readonly all: readonly Finding[] } | null;
  /** The selected near miss, 0 for the best. */
  readonly miss: number;
  /** Requests kept earlier, oldest first. */
  readonly history: readonly string[];
  /** The entry of the history in the bar; null for none. */
  readonly historyAt: number | null;

  readonly focus: Focus;
  readonly overlay: Overlay | null;
  readonly table: TableState;
  readonly filter: {
    readonly input: TextInput;
    readonly mode: 'narrow' | 'dim';
    /** The last result in the background; ignored once the application or the query has changed. */
    readonly found: FoundRows | null;
  };
  readonly details: { readonly open: boolean; readonly scroll: number };
  readonly experiment: Experiment;
  /** The running tour. */
  readonly tour: Tour | null;
  /** A message in the footer, until the next key. */
  readonly notice: string | null;
}

/** The result of a filter: row indexes in registration order. */
export interface FoundRows {
  readonly app: CompiledApp;
  readonly query: string;
  readonly rows: readonly number[];
}

export interface Size {
  readonly columns: number;
  readonly rows: number;
}

export interface Progress {
  /** `reading`, `412 operations`. */
  readonly note: string;
  /** 0 to 1; null if unknown. */
  readonly fraction: number | null;
}

/** `what-if` is the panel, whichever view it shows. */
export type Focus = 'bar' | 'misses' | 'table' | 'filter' | 'details' | 'what-if';

/** What can be saved or copied. */
export const EXPORTS = ['scenario', 'routes', 'changes', 'pins'] as const;
export type ExportKind = (typeof EXPORTS)[number];

/** What the one-line editor asks for. */
export type Question =
  | { readonly of: 'path' | 'methods' | 'params' | 'prefix'; readonly node: NodeId }
  | { readonly of: 'add'; readonly into: NodeId; readonly at: number }
  | { readonly of: 'include'; readonly router: string; readonly into: NodeId }
  | { readonly of: 'option'; readonly app: NodeId; readonly option: string }
  | { readonly of: 'server-root-path' }
  | { readonly of: 'name' }
  | { readonly of: 'file'; readonly what: ExportKind };

/** The tour; `changes` is the number of changes when it began. */
export interface Tour {
  readonly step: number;
  readonly changes: number;
  /** It began by itself, so it ends when the user does something else. */
  readonly unasked: boolean;
  /** Keys pressed since the last step. */
  readonly keys: number;
}

/** The lists to pick from. */
export type PickList = 'palette' | 'row' | 'prefixes' | 'routers' | 'unregistered' | 'settings' | 'save';

export type Overlay =
  | { readonly kind: 'help' | 'problems'; readonly scroll: number }
  | { readonly kind: 'history'; readonly query: TextInput; readonly chosen: number }
  | { readonly kind: 'pick'; readonly list: PickList; readonly query: TextInput; readonly chosen: number }
  | {
      readonly kind: 'line';
      readonly question: Question;
      readonly input: TextInput;
      /** An existing file; the next Enter overwrites it. */
      readonly exists: string | null;
      /** The overlay below. */
      readonly back: Overlay | null;
    };

export interface TableState {
  /** The selected row; only used while the table, the filter or the details are focused. */
  readonly cursor: number;
  /** The place in the list of the first visible row, likewise. */
  readonly top: number;
}

/** An input of the state machine. Keys are named as in `keys.ts`; a typed character is its own name. */
export type Action =
  | { readonly kind: 'key'; readonly key: string }
  /** Typed characters, possibly many at once. */
  | { readonly kind: 'text'; readonly text: string }
  /** Bracketed paste: text, never commands. */
  | { readonly kind: 'paste'; readonly text: string }
  | { readonly kind: 'resize'; readonly size: Size }
  | { readonly kind: 'progress'; readonly progress: Progress }
  | {
      readonly kind: 'loaded';
      /** Null if the source is invalid; the last application stays then. */
      readonly app: CompiledApp | null;
      readonly problems: readonly Problem[];
      readonly source?: string;
      readonly watching?: boolean;
      /** Changes to start with; `app` is without them. */
      readonly scenario?: Scenario;
    }
  /** The result of the `search` effect. */
  | { readonly kind: 'diagnosed'; readonly app: CompiledApp; readonly text: string; readonly diagnosis: Diagnosis }
  /** The result of the `filter` effect. */
  | { readonly kind: 'filtered'; readonly found: FoundRows }
  /** The result of the `lint` effect. */
  | { readonly kind: 'linted'; readonly app: CompiledApp; readonly findings: readonly Finding[] }
  /** The result of the `prepare` effect. */
  | { readonly kind: 'prepared'; readonly app: CompiledApp }
  | { readonly kind: 'history-loaded'; readonly history: readonly string[] }
  /** The result so far of the `compare` effect. */
  | { readonly kind: 'impact'; readonly before: CompiledApp; readonly after: CompiledApp; readonly impact: Impact }
  | { readonly kind: 'pins-loaded'; readonly pins: readonly string[] }
  | { readonly kind: 'changes-left'; readonly left: LeftChanges }
  /** Starts the tour for a new user. */
  | { readonly kind: 'tour' }
  | {
      readonly kind: 'written';
      readonly what: ExportKind;
      readonly path: string;
      /** Why writing failed; null if it didn't, or if the file exists (`exists`). */
      readonly fault: string | null;
      readonly exists: boolean;
    }
  | { readonly kind: 'notice'; readonly text: string };

/** What the terminal, the disk or the background does for the session. */
export type Effect =
  | { readonly kind: 'quit' }
  | { readonly kind: 'suspend' }
  /** Redraws the screen after another program wrote to it. */
  | { readonly kind: 'redraw' }
  /** Continues a search in the background, replacing a running one; `diagnosed` returns the result. */
  | { readonly kind: 'search'; readonly app: CompiledApp; readonly text: string; readonly search: Search }
  /** Filters in the background, replacing a running filter; `filtered` returns the rows. */
  | { readonly kind: 'filter'; readonly app: CompiledApp; readonly query: string }
  /** Compiles a tree in the background, replacing a running compilation; `prepared` returns the application. */
  | { readonly kind: 'prepare'; readonly tree: RouteTree }
  /** Lints in the background; `linted` returns the findings. */
  | { readonly kind: 'lint'; readonly app: CompiledApp }
  | { readonly kind: 'copy'; readonly text: string; readonly what: string }
  | { readonly kind: 'open'; readonly at: SourceLocation }
  | { readonly kind: 'keep'; readonly request: string }
  /** Compares in the background, replacing a running comparison; `impact` returns the result. */
  | { readonly kind: 'compare'; readonly before: CompiledApp; readonly after: CompiledApp }
  | { readonly kind: 'keep-pins'; readonly pins: readonly string[] }
  /** Stores unsaved changes for the next session; null for none. `settled`: those of the last session are restored or discarded. */
  | { readonly kind: 'keep-changes'; readonly text: string | null; readonly settled: boolean }
  /** Remembers that the tour was shown. */
  | { readonly kind: 'remember-tour' }
  | {
      readonly kind: 'write';
      readonly what: ExportKind;
      readonly path: string;
      readonly text: string;
      readonly overwrite: boolean;
    };

/** The next state and its effects. */
export type Step = readonly [State, readonly Effect[]];

/** The smallest usable terminal. */
export const MINIMUM: Size = { columns: 60, rows: 16 };

export function initialState(source: string, size: Size): State {
  return {
    size,
    source,
    compiled: null,
    prepared: null,
    problems: [],
    loading: { note: 'reading', fraction: null },
    watching: false,
    bar: EMPTY_INPUT,
    found: null,
    findings: null,
    miss: 0,
    history: [],
    historyAt: null,
    focus: 'bar',
    overlay: null,
    table: { cursor: 0, top: 0 },
    filter: { input: EMPTY_INPUT, mode: 'narrow', found: null },
    details: { open: false, scroll: 0 },
    experiment: EMPTY_EXPERIMENT,
    tour: null,
    notice: null,
  };
}

/** Replaces parts of the experiment. */
export const withExperiment = (state: State, parts: Partial<Experiment>): State => ({
  ...state,
  experiment: { ...state.experiment, ...parts },
});

/** Shows a message in the footer. */
export const noted = (state: State, notice: string | null): Step => [{ ...state, notice }, []];

/** The context of the next key. */
export const contextOf = (state: State): Context =>
  state.overlay?.kind ?? (state.focus === 'what-if' ? state.experiment.view : state.focus);
