import { Box, Text, useApp, useCursor, useStdin } from 'ink';
import { memo, useEffect, useSyncExternalStore } from 'react';
import type { viewModel } from '../session/view/view-model.ts';
import { glyphsFor } from './glyphs.ts';
import type { Store } from './store.ts';
import { type Colors, paint } from './theme.ts';

const glyphs = glyphsFor(process.env.TERM);

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
  readonly view: typeof viewModel;
}) {
  const { store, colors, onReady, view } = props;
  const state = useSyncExternalStore(store.subscribe, store.state);
  const { setCursorPosition } = useCursor();
  const { suspendTerminal } = useApp();
  useTerminalInput();
  useEffect(() => onReady((during) => suspendTerminal(during)), [onReady, suspendTerminal]);

  const screen = view(state);
  setCursorPosition(screen.cursor ?? undefined);
  return (
    <Box flexDirection="column">
      {screen.lines.map((line, y) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place on the screen
        <Row key={y} text={glyphs(paint(line, colors)) || ' '} />
      ))}
    </Box>
  );
}

/** What `useStdin` gives at run time; its types leave the second out. */
interface InkInput {
  readonly setRawMode: (on: boolean) => void;
  readonly setBracketedPasteMode: (on: boolean) => void;
}

/** Has Ink prepare the terminal for input, before the first frame and after whoever it was lent to. What comes is read by ./terminal-input.ts. */
function useTerminalInput(): void {
  const { setRawMode, setBracketedPasteMode } = useStdin() as unknown as InkInput;
  useEffect(() => {
    setRawMode(true);
    setBracketedPasteMode(true);
    return () => {
      setBracketedPasteMode(false);
      setRawMode(false);
    };
  }, [setRawMode, setBracketedPasteMode]);
}
