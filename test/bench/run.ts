import { writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { buildIfStale } from '../../scripts/build.js';
import { excess, type Row } from './figure.ts';
import { growth } from './growth.ts';
import { circumstances, documentOf, tableOf } from './report.ts';
import { edits } from './rows-edits.ts';
import { burst, frame, keys } from './rows-explorer.ts';
import { memory } from './rows-heap.ts';
import { filter, nearmiss, resolve } from './rows-library.ts';
import { explain, list, size, stream } from './rows-process.ts';
import { reload } from './rows-reload.ts';
import { makeSources, type Sources } from './sources.ts';

/*
 * Every promise about speed and memory, each beside its rival in the same run:
 *   npm run bench [-- --short] [--only explain,keys] [--json FILE]
 * `--short` takes a minute or two, for CI, and fails only far outside of noise. `--growth` prints the curves for
 * ARCHITECTURE.md instead.
 */
export type Bench = (how: { readonly short: boolean; readonly sources: Sources }) => Promise<readonly Row[]>;

const BENCHES: Readonly<Record<string, Bench>> = {
  explain,
  list,
  frame,
  keys,
  burst,
  reload,
  resolve,
  stream,
  nearmiss,
  filter,
  edits,
  memory,
  size,
};

/** In CI a row fails only where it takes this many times what it may, twice: machines there are shared. */
const FAR = 2;

/** How fast a machine is says nothing about us; what was measured beside something else does, and sizes do. */
const isFar = (row: Row) => excess(row) > FAR && (row.goal?.of !== 'ours' || row.unit === 'MB');

const { values: options } = parseArgs({
  options: {
    short: { type: 'boolean', default: false },
    only: { type: 'string' },
    json: { type: 'string' },
    growth: { type: 'boolean', default: false },
  },
});

async function main(): Promise<number> {
  const names = options.only?.split(',') ?? Object.keys(BENCHES);
  const unknown = names.find((name) => !Object.hasOwn(BENCHES, name));
  if (unknown !== undefined) {
    console.error(`no benchmark is called ${unknown}; there are ${Object.keys(BENCHES).join(', ')}`);
    return 2;
  }
  await buildIfStale();
  const sources = makeSources();
  const rows: Row[] = [];
  const failed: Row[] = [];
  const before = loadavg();
  const measure = async (name: string): Promise<readonly Row[]> => {
    console.error(`measuring ${name}`);
    return (await BENCHES[name]?.({ short: options.short, sources })) ?? [];
  };
  try {
    if (options.growth) {
      await growth();
      return 0;
    }
    for (const name of names) {
      const first = await measure(name);
      rows.push(...first);
      if (!options.short || !first.some(isFar)) continue;
      // Something else may have had the machine just then.
      const again = await measure(name);
      failed.push(...again.filter((row, i) => isFar(row) && first[i] && isFar(first[i])));
    }
  } finally {
    sources.remove();
  }
  const load = `- load average ${before[0]?.toFixed(1)} before, ${loadavg()[0]?.toFixed(1)} after: ${busy(before)}`;
  const about = [...circumstances(new Date()), load];
  console.log(`${about.join('\n')}\n\n${tableOf(rows).join('\n')}`);
  if (options.json) writeFileSync(options.json, `${JSON.stringify({ about, rows }, null, 2)}\n`);
  if (!options.short && options.only === undefined) writeFileSync('BENCHMARKS.md', documentOf(rows, about));
  for (const row of failed) console.error(`far from its goal, ${excess(row).toFixed(1)} of what it may: ${row.what}`);
  return failed.length > 0 ? 1 : 0;
}

const busy = ([last = 0]: readonly number[]) =>
  last > 1 ? 'the machine was busy with other work, times are longer than they would be' : 'the machine was idle';

process.exitCode = await main();
