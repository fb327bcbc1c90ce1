import { InvalidArgumentError, Option } from 'commander';

/** The shortest pause that may be asked for, as `watch -n` has it, and the longest, a day: Node can wait for no more than 24. */
const SHORTEST = 0.1;
const LONGEST = 86_400;

/** `--poll`: seconds between two looks at an address, 0 for none. */
export const pollOption = () =>
  new Option(
    '--poll <seconds>',
    'how long to wait before an address is asked again whether it has changed; 0: never ask again (default: 0.15 on this machine, 1 elsewhere, longer where answers take long or fail)',
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
