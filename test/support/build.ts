import { buildIfStale } from '../../scripts/build.js';

/** Before the tests: the ones that start the command start what stands in `src`. */
export default async function setup(): Promise<void> {
  await buildIfStale();
}
