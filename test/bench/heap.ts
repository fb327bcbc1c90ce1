import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const gc: () => void = runInNewContext('gc');

/** What is alive, in MB. Twice, with a turn between: what finalizers and promises hold is gone the second time. */
export async function heap(): Promise<number> {
  gc();
  await new Promise((done) => setImmediate(done));
  gc();
  return process.memoryUsage().heapUsed / 1024 / 1024;
}
