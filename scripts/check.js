import { spawnSync } from 'node:child_process';
import { argv, env, exit } from 'node:process';

/*
 * Every gate, one after the other, all of them even where one fails; the last lines say how many passed. `--without-tests`
 * for those who have run the tests already.
 */
const gates = [
  ['types', 'npm run --silent typecheck'],
  ['lint and format', 'npm run --silent lint'],
  ['dead code', 'npm run --silent unused'],
  ['build', 'npm run --silent build'],
  ['tests', 'npm test --silent'],
  ['slow tests', 'npm run --silent check:slow'],
  ['generated docs are up to date', 'npm run --silent docs -- --check'],
  ['package', 'node scripts/check-package.js'],
].filter(([name]) => !(name === 'tests' && argv.includes('--without-tests')));

const failed = gates.filter(([name, command]) => {
  console.log(`\n── ${name}`);
  return spawnSync(command ?? '', { shell: true, stdio: 'inherit', env }).status !== 0;
});

console.log(
  `\n${failed.map(([name]) => `failed: ${name}\n`).join('')}gates: ${gates.length - failed.length} passed, ${failed.length} failed`,
);
exit(failed.length === 0 ? 0 : 1);
