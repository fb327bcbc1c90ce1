import { Box, type DOMElement } from 'ink';
import { createElement, type ReactElement } from 'react';
import type { CompiledApp } from '../dialects/dialect.ts';
import type { Trace } from '../io/trace.ts';
import type { Action } from '../session/state.ts';
import { update } from '../session/update.ts';
import { viewModel } from '../session/view/view-model.ts';
import type { Step, Work } from './background.ts';
import type { Store } from './store.ts';

/** What the explorer is put together from, each part measured where a trace is wanted and untouched where not. */
export interface Parts {
  readonly update: typeof update;
  readonly view: typeof viewModel;
  /** Wraps the steps of work in the background. */
  readonly background: (work: Work, step: Step) => Step;
  readonly store: (plain: Store) => Store;
  /** What Ink draws. */
  readonly screen: (plain: ReactElement) => ReactElement;
  /** Given to Ink, which says how long the text of a frame took. */
  readonly onRender?: (metrics: { readonly renderTime: number }) => void;
}

const PLAIN: Parts = {
  update,
  view: viewModel,
  background: (_, step) => step,
  store: (plain) => plain,
  screen: (plain) => plain,
};

/**
 * The parts of one run. Spans, in their order from a key to the screen:
 * - `input`: from what the terminal sent to the key that it means.
 * - `key`, `text`, `loaded` and so on: an action with all that follows at once; in it `update`, and at its end `resolve`, all requests
 *   answered meanwhile added up.
 * - `search` (with its `resolve`), `filter`, `compare`, `prepare`, `warm`, `lint`: steps of work in the background.
 * - `react`: from the changed state to the changed tree of the screen, with `view-model` in it.
 * - `layout`, `output`, `diff`, `write`: Ink's; lines are laid out, made text, compared with the last frame, written.
 * - `frame`: from the first action that changes the screen to the last byte.
 */
export function partsOf(trace: Trace | null, stdin: NodeJS.ReadStream, stdout: NodeJS.WriteStream): Parts {
  if (trace === null) return PLAIN;
  const open = openSpans(trace);
  const resolve = resolveSpans(trace);
  const output = watchOutput(trace, stdout, open);
  const emit = stdin.emit.bind(stdin);
  stdin.emit = (event: string, ...given: readonly unknown[]) => {
    if (event === 'data') open.begin('input');
    return emit(event, ...given);
  };
  const traced = trace.around('update', update);
  return {
    update: (state, action) => {
      const step = resolve.within(() => traced(state, action));
      if (step[0] !== state) open.begin('react');
      if (step[0].app) resolve.watch(step[0].app);
      return step;
    },
    view: trace.around('view-model', viewModel),
    background: (work, step) => {
      const traced = trace.around(work, step);
      return work === 'search' ? () => resolve.within(traced) : traced;
    },
    store: (plain) => ({
      ...plain,
      dispatch: (action: Action) => {
        open.end('input');
        const before = plain.state();
        const began = performance.now();
        plain.dispatch(action);
        trace.ended(action.kind, performance.now() - began);
        if (plain.state() !== before) open.begin('frame', began);
      },
    }),
    screen: (plain) => {
      const ref = (node: DOMElement | null) => {
        const root = rootOf(node);
        const layout = root?.onComputeLayout;
        if (!root || !layout) return;
        open.drop('react');
        const spent = trace.around('layout', layout);
        root.onComputeLayout = () => {
          open.end('react');
          spent();
        };
      };
      return createElement(Box, { ref, flexDirection: 'column' }, plain);
    },
    onRender: output.onRender,
  };
}

function rootOf(node: DOMElement | null): DOMElement | null {
  let root = node;
  while (root?.parentNode) root = root.parentNode;
  return root;
}

/** Spans that end elsewhere than where they begin. */
function openSpans(trace: Trace) {
  const began = new Map<string, number>();
  return {
    /** What is under way goes on. */
    begin: (name: string, at = performance.now()) => void (began.has(name) || began.set(name, at)),
    end: (name: string) => {
      const at = began.get(name);
      if (at !== undefined) trace.ended(name, performance.now() - at);
      began.delete(name);
    },
    drop: (name: string) => void began.delete(name),
  };
}

/**
 * What Ink does once the tree is laid out. That it has the text of a frame is told by its asking for the number of rows; what lies
 * between that and its writes is the comparison.
 */
function watchOutput(trace: Trace, stdout: NodeJS.WriteStream, open: ReturnType<typeof openSpans>) {
  let { rows } = stdout;
  let hasText = performance.now();
  let since: number | null = null;
  let written = false;
  Object.defineProperty(stdout, 'rows', {
    configurable: true,
    enumerable: true,
    get: () => {
      hasText = performance.now();
      since = hasText;
      return rows;
    },
    set: (value: number) => {
      rows = value;
    },
  });
  const write = trace.around('write', stdout.write.bind(stdout) as (...given: readonly unknown[]) => boolean);
  stdout.write = (...given: readonly unknown[]) => {
    if (since === null) return write(...given);
    trace.ended('diff', performance.now() - since);
    const more = write(...given);
    since = performance.now();
    written = true;
    return more;
  };
  return {
    onRender: ({ renderTime }: { readonly renderTime: number }) => {
      trace.ended('output', renderTime, hasText);
      if (written) open.end('frame');
      since = null;
      written = false;
    },
  };
}

/** One span for all the requests that are resolved during something: there can be thousands. */
function resolveSpans(trace: Trace) {
  const watched = new WeakSet<CompiledApp>();
  let spent: number | null = null;
  return {
    within: <T>(work: () => T): T => {
      const outer = spent;
      spent = 0;
      try {
        return work();
      } finally {
        if (spent > 0) trace.ended('resolve', spent);
        spent = outer;
      }
    },
    watch: (app: { -readonly [K in keyof CompiledApp]: CompiledApp[K] }) => {
      if (watched.has(app)) return;
      watched.add(app);
      const { resolve } = app;
      app.resolve = (request) => {
        if (spent === null) return resolve(request);
        const began = performance.now();
        const answer = resolve(request);
        spent += performance.now() - began;
        return answer;
      };
    },
  };
}
