import { render } from 'ink';
import type { History } from '../io/history.ts';
import type { Trace } from '../io/trace.ts';
import { sanitize } from '../model/sanitize.ts';
import { isUnsaved, keptCount } from '../session/experiment/experiment.ts';
import { type Action, type Effect, initialState } from '../session/state.ts';
import { count } from '../session/text-width.ts';
import { App, type Suspend } from './app.tsx';
import { createBackground } from './background.ts';
import { copyText, fitsClipboard } from './copy.ts';
import { createLoader, type Load, type LoadedSource } from './loader.ts';
import { openEditor } from './open-editor.ts';
import { createPersistence } from './persistence.ts';
import { dieWithTerminal, isGone, stopUntilContinued } from './signals.ts';
import { createStore } from './store.ts';
import { readTerminal } from './terminal-input.ts';
import type { Colors } from './theme.ts';
import { traceFrames } from './trace-frames.ts';

/** What the explorer needs from the command that starts it. */
export interface ExplorerOptions {
  /** What the header calls the source. */
  readonly source: string;
  /** Reads and compiles the source. Started after the first frame; rejects only for bugs. */
  readonly load: Load;
  /** Where requests are remembered. */
  readonly history: History;
  /** Writes what the user saves. */
  readonly writeFile: WriteFile;
  /** Called where the tour is shown for the first time; null where it was shown already. */
  readonly onTour: (() => void) | null;
  /** Records where time goes. */
  readonly trace: Trace;
  readonly colors: Colors;
  readonly stdin: NodeJS.ReadStream;
}

/** Writes a file as a whole, never the source: `exists` where there is one and nobody said to overwrite it. */
export type WriteFile = (
  path: string,
  text: string,
  overwrite: boolean,
) => { readonly fault: string | null; readonly exists: boolean };

/** Runs the explorer in the terminal's alternate screen until the user leaves; resolves with the exit code, rejects for bugs. */
export async function runExplorer(options: ExplorerOptions): Promise<number> {
  const { stdin, trace, history, writeFile, onTour } = options;
  const { stdout } = process;
  let suspend: Suspend | null = null;
  const frames = traceFrames(trace);
  const dispatch = (action: Action) => trace.around(action.kind, store.dispatch)(action);
  const background = createBackground(dispatch, trace.around);
  const persistence = createPersistence((text) => dispatch({ kind: 'notice', text }));
  const first = initialState(options.source, sizeOf(stdout));
  const store = createStore(first, (effect) => void perform(effect), frames.update);

  const perform = async (effect: Effect): Promise<void> => {
    switch (effect.kind) {
      case 'quit':
        ink.unmount();
        return;
      case 'suspend':
        await suspend?.(stopUntilContinued);
        return;
      case 'redraw':
        await suspend?.(async () => {});
        return;
      case 'copy':
        if (!fitsClipboard(effect.text)) {
          dispatch({
            kind: 'notice',
            text: `the ${effect.what} is too long for the terminal’s clipboard: save it to a file`,
          });
          return;
        }
        copyText(stdout, effect.text);
        dispatch({ kind: 'notice', text: `copied the ${effect.what}: ${firstLine(effect.text)}` });
        return;
      case 'open': {
        let fault: string | null = null;
        await suspend?.(async () => {
          fault = await openEditor(effect.at, store.state().source);
        });
        if (fault !== null) dispatch({ kind: 'notice', text: fault });
        return;
      }
      case 'keep':
        history.keep(effect.request);
        return;
      case 'prepare':
      case 'filter':
      case 'search':
      case 'compare':
      case 'lint':
        background.run(effect);
        return;
      case 'keep-pins':
        persistence.keepPins(effect);
        return;
      case 'keep-changes':
        persistence.keepChanges(effect);
        return;
      case 'remember-tour':
        onTour?.();
        return;
      case 'write': {
        const { what, path, text, overwrite } = effect;
        dispatch({ kind: 'written', what, path, ...writeFile(path, text, overwrite) });
        return;
      }
    }
  };

  const onResize = () => dispatch({ kind: 'resize', size: sizeOf(stdout) });
  stdout.on('resize', onResize);
  const ink = render(
    <App
      store={store}
      colors={options.colors}
      view={frames.view}
      onReady={(given) => {
        suspend = given;
      }}
    />,
    {
      stdin: readTerminal(stdin, dispatch, trace),
      stdout,
      interactive: true,
      alternateScreen: true,
      incrementalRendering: true,
      exitOnCtrlC: false,
      maxFps: 500,
      onRender: frames.onRender,
    },
  );
  let fail: (error: unknown) => void = () => {};
  const crash = new Promise<never>((_, reject) => {
    fail = reject;
  });
  // The alternate screen is left first, so that what the command says about it is seen.
  const onCrash = (error: unknown) => {
    ink.unmount();
    if (isGone(error)) dieWithTerminal();
    else fail(error);
  };
  process.on('uncaughtException', onCrash);
  process.on('exit', persistence.flush);

  const arrived = async ({ app, memory }: LoadedSource) => {
    if (app) await persistence.open(memory, app.tree, dispatch);
    const { compiled: shown, bar } = store.state();
    if (shown && bar.text === '') background.warm(shown);
  };
  const loader = createLoader(options.load, dispatch, arrived, onCrash);
  const loading = (async () => {
    dispatch({ kind: 'history-loaded', history: history.read() });
    await ink.waitUntilRenderFlush();
    await loader.start();
    if (onTour && store.state().compiled) dispatch({ kind: 'tour' });
  })();
  loading.catch(onCrash);

  try {
    await Promise.race([ink.waitUntilExit(), crash]);
  } finally {
    background.stop();
    persistence.flush();
    trace.flush();
    process.off('exit', persistence.flush);
    loader.stop();
    stdout.off('resize', onResize);
    process.off('uncaughtException', onCrash);
  }
  const { experiment } = store.state();
  if (isUnsaved(experiment)) {
    const changes = count(keptCount(experiment), 'unsaved change');
    const fault = persistence.fault();
    const said = fault === null ? `${changes} kept for the next session` : `${changes} lost: ${fault}`;
    process.stderr.write(`nearmiss: ${sanitize(said)}\n`);
  }
  // A source that is still on its way would keep the process alive.
  if (loader.busy()) process.exit(0);
  return 0;
}

const firstLine = (text: string) => text.replace(/\n(?=.)[\s\S]*/, ' …').trimEnd();

function sizeOf(stdout: NodeJS.WriteStream): { columns: number; rows: number } {
  return { columns: stdout.columns || 80, rows: stdout.rows || 24 };
}
