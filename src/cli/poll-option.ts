import { InvalidArgumentError, Option } from 'commander';

/** The shortest pause that may be asked for, as `watch -n` has it, and the longest, a day: Node can wait for no more than 24. */
const SHORTEST = 0.1;
const LONGEST = 86_400;

/** `--poll`: seconds between two looks at an address, 0 for none. */
export const pollOption = () =>
  new Option(
    '--poll <seconds>',
    'seconds between two checks of an address for changes, 0 for none (default: 0.15 on this machine, 1 elsewhere, more where the server is slow or fails)',
  ).argParser((text) => {
    const seconds = readSeconds(text);
    if (seconds !== null) return seconds;
    throw new InvalidArgumentError(`Allowed are ${SHORTEST} to ${LONGEST} seconds, such as 2 or 0.5, and 0 for never.`);
  });

/** Seconds as they are typed; null where it isn't a number of them that can be waited for. */
export function readSeconds(text: string): number | null {
  if (!/^(?:\d+(?:\.\d*)?|\.\d+)$/.test(text)) return null;
  const seconds = Number(text);
  return seconds === 0 || (seconds >= SHORTEST && seconds <= LONGEST) ? seconds : null;
}
