import type { Search } from '../diagnosis/diagnose.ts';
import type { Finding } from '../diagnosis/lint/finding.ts';
import type { Diagnosis } from '../diagnosis/near-miss.ts';
import type { CompiledApp } from '../dialects/dialect.ts';
import type { Problem } from '../model/problem.ts';
import type { RouteTree } from '../model/route-tree.ts';
import type { SourceLocation } from '../model/source.ts';
import type { Impact } from '../whatif/impact.ts';
import type { Scenario } from '../whatif/scenario.ts';
import { EMPTY_EXPERIMENT, type Experiment, type LeftChanges } from './experiment/experiment.ts';
import type { Context } from './keys.ts';
import type { ExportKind, Question, Tour } from './state-parts.ts';
import { EMPTY_INPUT, type TextInput } from './text-input.ts';

/** Everything about the explorer that can't be computed from the rest of it. */
export interface State {
  readonly size: Size;
  /** What the header calls the source: a file name, a URL, `stdin`. */
  readonly source: string;
  /**
   * The application on screen: the last one that could be read, with the changes of the scenario made. Null until the
   * first.
   */
  readonly compiled: CompiledApp | null;
  /**
   * The last application that was made ready beside the keyboard. Which one is never asked: what could not be said before may
   * be said now.
   */
  readonly prepared: CompiledApp | null;
  /** What reading the source found, the last attempt. */
  readonly problems: readonly Problem[];
  readonly loading: Progress | null;
  readonly watching: boolean;

  readonly bar: TextInput;
  /** The last search that ran beside the typing; it counts only while application and text are still the same. */
  readonly found: { readonly app: CompiledApp; readonly text: string; readonly diagnosis: Diagnosis } | null;
  /** What lint says of an application; it counts only while that is the one on screen. */
  readonly findings: { readonly app: CompiledApp; readonly all: readonly Finding[] } | null;
  /** The chosen near miss, 0 for the best. */
  readonly miss: number;
  /** Requests kept earlier, oldest first. */
  readonly history: readonly string[];
  /** Where ↑ has gone to in the history; null while it hasn't. */
  readonly historyAt: number | null;

  readonly focus: Focus;
  readonly overlay: Overlay | null;
  readonly table: TableState;
  readonly filter: {
    readonly input: TextInput;
    readonly mode: 'narrow' | 'dim';
    /** The last rows that were looked for beside the typing; they count only while application and query are still the same. */
    readonly found: FoundRows | null;
  };
  readonly details: { readonly open: boolean; readonly scroll: number };
  /** What is tried out. */
  readonly experiment: Experiment;
  /** The tour, while it is on. */
  readonly tour: Tour | null;
  /** One line of news for the footer, gone with the next key. */
  readonly notice: string | null;
}

/** What a filter found: indexes of rows, in registration order. */
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
  /** 0 to 1; null where nobody knows. */
  readonly fraction: number | null;
}

/** `experiment` is the what-if panel, whichever view it shows. */
export type Focus = 'bar' | 'misses' | 'table' | 'filter' | 'details' | 'what-if';

/** The lists that are picked from. */
export type PickList = 'palette' | 'row' | 'prefixes' | 'routers' | 'unregistered' | 'settings' | 'save';

export type Overlay =
  | { readonly kind: 'help' | 'problems'; readonly scroll: number }
  | { readonly kind: 'history'; readonly query: TextInput; readonly chosen: number }
  | {
      readonly kind: 'pick';
      readonly list: PickList;
      readonly query: TextInput;
      readonly chosen: number;
    }
  | {
      readonly kind: 'line';
      readonly question: Question;
      readonly input: TextInput;
      /** A file of that name is there; Enter once more overwrites it. */
      readonly exists: string | null;
      /** What was open before. */
      readonly back: Overlay | null;
    };

export interface TableState {
  /** Index of a row of the application. Means something while the table or the details have the focus. */
  readonly cursor: number;
  /** Place among the listed rows of the first one on screen, likewise. */
  readonly top: number;
}

/** What happens to a session. Keys have the names of `keys.ts`; a typed character is its own name. */
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
      /** Null where it can't be used; the last good one stays then. */
      readonly app: CompiledApp | null;
      readonly problems: readonly Problem[];
      readonly source?: string;
      readonly watching?: boolean;
      /** Changes to start with; the application is the one without them. */
      readonly scenario?: Scenario;
    }
  /** A search asked for by the effect of the same data has come to its end. */
  | { readonly kind: 'diagnosed'; readonly app: CompiledApp; readonly text: string; readonly diagnosis: Diagnosis }
  /** A filter asked for by the effect of the same data has come to its end. */
  | { readonly kind: 'filtered'; readonly found: FoundRows }
  /** The findings asked for by the effect of the same application. */
  | { readonly kind: 'linted'; readonly app: CompiledApp; readonly findings: readonly Finding[] }
  /** The application asked for by the effect of the same tree is there and quick to ask. */
  | { readonly kind: 'prepared'; readonly app: CompiledApp }
  | { readonly kind: 'history-loaded'; readonly history: readonly string[] }
  /** A comparison asked for by the effect of the same data, as far as it has come. */
  | { readonly kind: 'impact'; readonly before: CompiledApp; readonly after: CompiledApp; readonly impact: Impact }
  | { readonly kind: 'pins-loaded'; readonly pins: readonly string[] }
  | { readonly kind: 'changes-left'; readonly left: LeftChanges }
  /** The tour begins by itself: nobody has seen it yet. */
  | { readonly kind: 'tour' }
  | {
      readonly kind: 'written';
      readonly what: ExportKind;
      readonly path: string;
      /** Why it could not be written; null where it was, or where the file was there already (`exists`). */
      readonly fault: string | null;
      readonly exists: boolean;
    }
  | { readonly kind: 'notice'; readonly text: string };

/** What the outside is asked to do. */
export type Effect =
  | { readonly kind: 'quit' }
  | { readonly kind: 'suspend' }
  /** Draw everything again: something else has written on the screen. */
  | { readonly kind: 'redraw' }
  /** Go on looking for near misses in slices, in place of any search under way; `diagnosed` brings the answer. */
  | { readonly kind: 'search'; readonly app: CompiledApp; readonly text: string; readonly search: Search }
  /** Look for the rows of a filter in slices, in place of any filter under way; `filtered` brings them. */
  | { readonly kind: 'filter'; readonly app: CompiledApp; readonly query: string }
  /** Make the application of a tree in slices, and ready to be asked, in place of any being made; `prepared` brings it. */
  | { readonly kind: 'prepare'; readonly tree: RouteTree }
  /** Look for what can't work or will surprise, rule by rule beside the keyboard; `linted` brings it. */
  | { readonly kind: 'lint'; readonly app: CompiledApp }
  | { readonly kind: 'copy'; readonly text: string; readonly what: string }
  | { readonly kind: 'open'; readonly at: SourceLocation }
  | { readonly kind: 'keep'; readonly request: string }
  /** Compare in slices, in place of any comparison under way; `impact` brings what is found. */
  | { readonly kind: 'compare'; readonly before: CompiledApp; readonly after: CompiledApp }
  | { readonly kind: 'keep-pins'; readonly pins: readonly string[] }
  /** Keep unsaved changes for the next time; null where there are none. `settled`: and none left from earlier. */
  | { readonly kind: 'keep-changes'; readonly text: string | null; readonly settled: boolean }
  /** The tour was shown, and need not be shown again. */
  | { readonly kind: 'keep-toured' }
  | {
      readonly kind: 'write';
      readonly what: ExportKind;
      readonly path: string;
      readonly text: string;
      readonly overwrite: boolean;
    };

/** The state after an action, and what is asked for. */
export type Step = readonly [State, readonly Effect[]];

/** The smallest terminal that the explorer can be used in. */
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

/** What the keyboard is in. */
export const contextOf = (state: State): Context =>
  state.overlay?.kind ?? (state.focus === 'what-if' ? state.experiment.view : state.focus);
