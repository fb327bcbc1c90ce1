import { Text, useApp, useCursor, useStdin } from 'ink';
import { useEffect, useSyncExternalStore } from 'react';
import type { Action } from '../session/state.ts';
import { viewModel } from '../session/view/view-model.ts';
import { decode } from './decode.ts';
import type { Store } from './store.ts';
import { type Colors, paint } from './theme.ts';

/** What a running screen offers to whoever performs effects. */
export type Suspend = (during: () => Promise<void>) => Promise<void>;

/**
 * The explorer on screen. The view-model has laid everything out already, so a frame is one text: Ink's cost grows with
 * the number of elements, and this way it has one to measure, place and compare.
 */
export function App(props: {
  readonly store: Store;
  readonly colors: Colors;
  readonly onReady: (suspend: Suspend) => void;
}) {
  const { store, colors, onReady } = props;
  const state = useSyncExternalStore(store.subscribe, store.state);
  const { setCursorPosition } = useCursor();
  const { suspendTerminal } = useApp();
  useInputActions(store.dispatch);
  useEffect(() => onReady((during) => suspendTerminal(during)), [onReady, suspendTerminal]);

  const screen = viewModel(state);
  setCursorPosition(screen.cursor ?? undefined);
  return <Text wrap="truncate">{screen.lines.map((line) => paint(line, colors)).join('\n')}</Text>;
}

/** What `useStdin` gives at run time; Ink's own hooks listen to these events, its types leave them out. */
interface InkInput {
  readonly setRawMode: (on: boolean) => void;
  readonly setBracketedPasteMode: (on: boolean) => void;
  readonly internal_eventEmitter: {
    on(event: 'input' | 'paste', listener: (text: string) => void): void;
    removeListener(event: 'input' | 'paste', listener: (text: string) => void): void;
  };
}

/**
 * The one place of input. `useInput` can't be it: it drops which function key was pressed and hands keys over in a form
 * that has lost the difference between text and an unknown sequence. Its source of events, one level down, has both.
 */
function useInputActions(dispatch: (action: Action) => void): void {
  const { setRawMode, setBracketedPasteMode, internal_eventEmitter: events } = useStdin() as unknown as InkInput;
  useEffect(() => {
    const onInput = (text: string) => {
      for (const action of decode(text)) dispatch(action);
    };
    const onPaste = (text: string) => dispatch({ kind: 'paste', text });
    setRawMode(true);
    setBracketedPasteMode(true);
    events.on('input', onInput);
    events.on('paste', onPaste);
    return () => {
      events.removeListener('input', onInput);
      events.removeListener('paste', onPaste);
      setBracketedPasteMode(false);
      setRawMode(false);
    };
  }, [dispatch, events, setRawMode, setBracketedPasteMode]);
}
