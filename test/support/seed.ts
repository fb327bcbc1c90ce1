import fc from 'fast-check';

/**
 * The same random cases in every run, so that a test fails for what was changed and not for luck. Other cases:
 * `NEARMISS_SEED=random npm test`, or a number that a failure has named; `npm run fuzz` looks for new ones on purpose.
 */
const asked = process.env.NEARMISS_SEED;
if (asked !== 'random') fc.configureGlobal({ seed: asked === undefined ? 20 : Number(asked) });
