/** Milliseconds between two looks at an address of this machine: a change is on the screen within 300 then, its reading included. */
const NEAR = 150;
/** And at an address of another machine. */
const FAR = 1000;
/** Slow servers are polled less often: the pause is at least so many times the last response time. */
const SHARE = { near: 5, far: 10 } as const;
/** Of the time that it has been failing: when a server is asked again. */
const FAILING_SHARE = 0.1;
/** The longest pause, in shortest ones, between two looks at a server that fails. */
const PATIENCE = 5;
/** And whatever else, in ms. */
const LONGEST = 10_000;

/** What the last look at an address was like. */
export interface Look {
  /** It is of this machine. */
  readonly near: boolean;
  /** Milliseconds until all of the answer was there. */
  readonly took: number;
  /** Milliseconds since it first failed; 0 where it doesn't. */
  readonly failingFor: number;
  /** A server answered. An address of this machine that refuses the connection may be asked often. */
  readonly reached: boolean;
}

/**
 * Milliseconds until the next look. A server that fails is asked after a tenth of the time that it has been failing, so that one
 * that starts again is seen at once and one that stays broken has its log for itself.
 */
function pauseAfter({ near, took, failingFor, reached }: Look): number {
  const shortest = near ? NEAR : FAR;
  const patience = near && !reached ? 0 : Math.min(failingFor * FAILING_SHARE, shortest * PATIENCE);
  return Math.min(LONGEST, Math.max(shortest, took * SHARE[near ? 'near' : 'far'], patience));
}

/** The pause after each look: `every` ms where the user has set it. */
export function paceOf(every: number | null): (look: Look) => number {
  return every === null ? pauseAfter : () => every;
}

/** Whether an address is of this machine, by its name. */
export function isNear(address: string): boolean {
  if (!URL.canParse(address)) return false;
  // A URL writes IPv4 addresses in one way, however they were typed.
  const host = new URL(address).hostname.replace(/\.$/, '');
  return /^(?:127\.\d+\.\d+\.\d+|0\.0\.0\.0|\[::1\]|\[::\]|\[::ffff:7f[\da-f]{2}:[\da-f]+\]|(?:.*\.)?localhost)$/.test(
    host,
  );
}
