import { Box, Text, useApp, useCursor, useStdin } from 'ink';
import { memo, useEffect, useSyncExternalStore } from 'react';
import type { Action } from '../session/state.ts';
import { viewModel } from '../session/view/view-model.ts';
import { decode, withoutReplies } from './decode.ts';
import type { Store } from './store.ts';
import { type Colors, paint } from './theme.ts';

/** What a running screen offers to whoever performs effects. */
export type Suspend = (during: () => Promise<void>) => Promise<void>;

/** One line of the screen. */
const Row = memo(({ text }: { readonly text: string }) => <Text wrap="truncate">{text}</Text>);

/**
 * The explorer on screen. The view-model has laid everything out already, so there is one text for each line and nothing
 * else: Ink's cost grows with the number of elements, and faster than linearly with the length of one text (24 lines in
 * one text take ten times as long as in 24).
 */
export function App(props: {
  readonly store: Store;
  readonly colors: Colors;
  readonly onReady: (suspend: Suspend) => void;
  readonly view?: typeof viewModel;
}) {
  const { store, colors, onReady, view = viewModel } = props;
  const state = useSyncExternalStore(store.subscribe, store.state);
  const { setCursorPosition } = useCursor();
  const { suspendTerminal } = useApp();
  useInputActions(store.dispatch);
  useEffect(() => onReady((during) => suspendTerminal(during)), [onReady, suspendTerminal]);

  const screen = view(state);
  setCursorPosition(screen.cursor ?? undefined);
  return (
    <Box flexDirection="column">
      {screen.lines.map((line, y) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place on the screen
        <Row key={y} text={paint(line, colors) || ' '} />
      ))}
    </Box>
  );
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
    // Ink tells each piece of one reading by itself; only together do they show what was a terminal's reply.
    const read: string[] = [];
    const flush = () => {
      for (const event of withoutReplies(read.splice(0))) for (const action of decode(event)) dispatch(action);
    };
    const onInput = (text: string) => {
      if (read.push(text) === 1) queueMicrotask(flush);
    };
    const onPaste = (text: string) => {
      flush();
      dispatch({ kind: 'paste', text });
    };
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
