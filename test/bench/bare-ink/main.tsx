import { Box, render, Text, useInput } from 'ink';
import { useState } from 'react';

/*
 * What Ink itself takes: as many rows as the explorer draws, each with the text typed so far, in the same mode of Ink. The rival
 * of the explorer in the benchmark; build.ts says how it is bundled.
 */
const rows = (process.stdout.rows || 24) - 1;

function Bare() {
  const [typed, type] = useState('');
  useInput((input, key) => {
    if (key.ctrl && input === 'c') process.exit();
    type((before) => (before + input).slice(-40));
  });
  return (
    <Box flexDirection="column">
      {Array.from({ length: rows }, (_, y) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place on the screen
        <Text key={y} wrap="truncate">{`row ${y} of ${rows} ${typed}`}</Text>
      ))}
    </Box>
  );
}

render(<Bare />, { alternateScreen: true, incrementalRendering: true, exitOnCtrlC: false, maxFps: 500 });
