import { readFileSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { buildIfStale } from '../../scripts/build.js';
import { excess, type Row } from './figure.ts';
import { circumstances, tableOf } from './report.ts';
import { edits } from './rows-edits.ts';
import { keys } from './rows-keys.ts';
import { filter, resolve, search } from './rows-library.ts';
import { documents, start, stream } from './rows-process.ts';
import { makeSources, type Sources } from './sources.ts';

/*
 * Every promise about speed and memory, each beside its rival in the same run:
 *   npm run bench [-- --short] [--only start,keys] [--specs FOLDER] [--write]
 * `--short` is for CI: fewer rounds, and it fails only far outside of noise. `--write` puts the table into BENCHMARKS.md.
 */
export type Bench = (how: { readonly short: boolean; readonly sources: Sources }) => Promise<readonly Row[]>;

const BENCHES: Readonly<Record<string, Bench>> = { start, documents, stream, keys, edits, resolve, search, filter };

/** In CI a row fails only where it takes this many times what it may, twice: machines there are shared. */
const FAR = 2;
/** How fast a machine is says nothing about us; what was measured beside something else does. */
const isFar = (row: Row) => row.rival !== undefined && excess(row) > FAR;

const { values: options } = parseArgs({
  options: {
    short: { type: 'boolean', default: false },
    only: { type: 'string', default: Object.keys(BENCHES).join(',') },
    specs: { type: 'string', default: process.env.NEARMISS_SPECS ?? '../shared/specs' },
    write: { type: 'boolean', default: false },
  },
});

async function main(): Promise<number> {
  const { short } = options;
  const loadBefore = loadavg()[0] ?? 0;
  const sources = makeSources(options.specs);
  const rows: Row[] = [];
  const failed: Row[] = [];
  try {
    await buildIfStale();
    for (const name of options.only.split(',')) {
      const bench = BENCHES[name];
      if (!bench) throw new Error(`unknown benchmark ${name}; use some of ${Object.keys(BENCHES).join(', ')}`);
      console.error(`measuring ${name}`);
      const first = await bench({ short, sources });
      rows.push(...first);
      if (!short || !first.some(isFar)) continue;
      const again = await bench({ short, sources });
      failed.push(...again.filter((row, i) => isFar(row) && first[i] && isFar(first[i])));
    }
  } finally {
    sources.remove();
  }
  const result = `${circumstances(loadBefore)}\n\n${tableOf(rows)}\n`;
  console.log(result);
  if (options.write) {
    const text = readFileSync('BENCHMARKS.md', 'utf8');
    writeFileSync(
      'BENCHMARKS.md',
      text.replace(/(?<=<!-- figures -->\n)[\s\S]*$/, () => `\n${result}`),
    );
  }
  for (const row of failed) console.error(`far from its goal, ${excess(row).toFixed(1)} of it: ${row.what}`);
  return failed.length > 0 ? 1 : 0;
}

process.exitCode = await main();
