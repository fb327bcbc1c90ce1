import { defineConfig } from 'vitest/config';
import { patience } from './test/support/patience.ts';

// Vitest 5 reports failures with Map.groupBy, which Node 20 lacks; without this it dies instead of showing them.
if (!('groupBy' in Map)) {
  Object.defineProperty(Map, 'groupBy', {
    value: <K, V>(items: Iterable<V>, keyOf: (item: V, index: number) => K) => {
      const groups = new Map<K, V[]>();
      let index = 0;
      for (const item of items) {
        const key = keyOf(item, index++);
        const group = groups.get(key);
        if (group) group.push(item);
        else groups.set(key, [item]);
      }
      return groups;
    },
  });
}

/** Where .ci/run wants the report that it counts from. */
const report = process.env.NEARMISS_TEST_REPORT;

/** What a file's name and folder say about it; everything else is a unit test. */
const PROPERTY = ['test/**/*.property.test.ts'];
const PROCESS = ['test/e2e/**/*.test.ts', 'test/hostile/**/*.test.ts', 'test/**/*.process.test.ts'];
const SLOW = ['test/**/*.slow.test.ts'];

export default defineConfig({
  test: {
    ...(report === undefined ? {} : { reporters: ['default', ['json', { outputFile: report }]] }),
    setupFiles: ['test/support/seed.ts'],
    testTimeout: patience(60_000),
    hookTimeout: patience(60_000),
    // A file that leaves something behind disturbs the next one; in return, modules are loaded once and not once per file.
    isolate: false,
    maxWorkers: '100%',
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/**/*.test.{ts,tsx}'],
          exclude: [...PROPERTY, ...PROCESS, ...SLOW],
          pool: 'threads',
        },
      },
      { extends: true, test: { name: 'property', include: PROPERTY, exclude: SLOW, pool: 'threads' } },
      {
        extends: true,
        test: {
          name: 'process',
          include: PROCESS,
          exclude: SLOW,
          pool: 'forks',
          globalSetup: ['test/support/build.ts'],
        },
      },
      {
        extends: true,
        test: { name: 'slow', include: SLOW, pool: 'forks', globalSetup: ['test/support/build.ts'] },
      },
    ],
  },
});
