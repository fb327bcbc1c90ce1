import { existsSync, readFileSync, rmSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { figureOf, type Row } from './figure.ts';
import type { Bench } from './run.ts';
import { open, type Terminal } from './terminal.ts';
import { BIN } from './whole-process.ts';

const PROBE = fileURLToPath(new URL('event-loop-probe.cjs', import.meta.url));
/** Silence after which all that an edit has begun counts as done, in ms. */
const QUIET = 400;

/** What the event loop did since it was last asked: the ms of its longest turn, garbage collection aside, and of all. */
interface Turns {
  readonly longest: number;
  readonly work: number;
}

/** An edit in the explorer: until the changed table is shown, and what it does to the event loop until everything is done. */
export const edits: Bench = async ({ short, sources }) => {
  const rows: Row[] = [];
  for (const [count, longest, work, shown] of [
    [5000, 16, 30, null],
    [100_000, 50, null, 800],
  ] as const) {
    const report = `${sources.write(`probe-${count}`, '')}.json`;
    const terminal = open(['--require', PROBE, BIN, sources.routes(count).path], { NEARMISS_BENCH_PROBE: report });
    const table = (routes: number) => new RegExp(`─ ${routes.toLocaleString('en').replace(',', ',?')}\\b`);
    const samples = { shown: [] as number[], longest: [] as number[], work: [] as number[] };
    await terminal.shown(table(count));
    terminal.type('\t');
    await terminal.quiet(QUIET);
    for (let round = -1; round < (short ? 3 : 8); round++) {
      // Each somewhere else: a page further down. Duplicated, undone, removed, undone.
      terminal.type('\x1b[6~');
      await terminal.quiet(QUIET);
      for (const [key, routes] of [
        ['d', count + 1],
        ['u', count],
        ['x', count - 1],
        ['u', count],
      ] as const) {
        await turnsOf(terminal, report);
        const there = terminal.shown(table(routes));
        terminal.type(key);
        const ms = await there;
        await terminal.quiet(QUIET);
        const turns = await turnsOf(terminal, report);
        if (round < 0) continue;
        samples.shown.push(ms);
        samples.longest.push(turns.longest);
        samples.work.push(turns.work);
      }
    }
    await terminal.close();
    const what = `edit at ${count.toLocaleString('en')} routes`;
    const atMost = (most: number | null) => (most === null ? null : { atMost: most });
    rows.push(
      { what: `${what}, table shown`, unit: 'ms', ours: figureOf(samples.shown), goal: atMost(shown) },
      { what: `${what}, all work`, unit: 'ms', ours: figureOf(samples.work), goal: atMost(work) },
      { what: `${what}, longest piece`, unit: 'ms', ours: figureOf(samples.longest), goal: { atMost: longest } },
    );
  }
  return rows;
};

/** Asks the probe in the program, which then begins anew. */
async function turnsOf({ pid }: Terminal, report: string): Promise<Turns> {
  rmSync(report, { force: true });
  process.kill(pid, 'SIGUSR2');
  while (!existsSync(report)) await pause(5);
  return JSON.parse(readFileSync(report, 'utf8'));
}
