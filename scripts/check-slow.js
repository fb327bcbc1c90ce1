import { spawnSync } from 'node:child_process';
import { env, exit } from 'node:process';

/* What `npm test` has no time for: the tests that are called slow, and the random cases of all properties, several times as many. */
const runs = [
  { projects: ['slow'], more: {} },
  { projects: ['property'], more: { NEARMISS_RUNS: env.NEARMISS_RUNS ?? '4' } },
];

// The report of `npm test` is counted by .ci/run; these runs must not replace it.
const { NEARMISS_TEST_REPORT: _, ...rest } = env;

const codes = runs.map(({ projects, more }) => {
  const args = ['run', ...projects.flatMap((name) => ['--project', name])];
  return spawnSync('npx', ['vitest', ...args], { stdio: 'inherit', env: { ...rest, ...more } }).status ?? 1;
});
exit(codes.every((code) => code === 0) ? 0 : 1);
