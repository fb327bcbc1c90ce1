import { Box, Text, useApp, useCursor, useStdin } from 'ink';
import { memo, useEffect, useSyncExternalStore } from 'react';
import type { viewModel } from '../session/view/view-model.ts';
import { glyphsFor } from './glyphs.ts';
import type { Store } from './store.ts';
import { type Colors, paint } from './theme.ts';

const glyphs = glyphsFor(process.env.TERM);

/** Gives the terminal to another program, and takes it back afterwards. */
export type Suspend = (during: () => Promise<void>) => Promise<void>;

/** One line of the screen. */
const Row = memo(({ text }: { readonly text: string }) => <Text wrap="truncate">{text}</Text>);

/**
 * The explorer's screen. The view-model has laid it out already, so each line is one text: Ink takes such lines as they are
 * (docs/decisions/001-ink-plain-output.md), and a text of 24 lines would take ten times as long as 24 texts.
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

/** What `useStdin` returns; its types leave out the second function. */
interface InkInput {
  readonly setRawMode: (on: boolean) => void;
  readonly setBracketedPasteMode: (on: boolean) => void;
}

/** Ink prepares the terminal for input, before the first frame and after another program had it. ./terminal-input.ts reads the input. */
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
