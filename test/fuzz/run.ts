import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { argv, exit, stdout } from 'node:process';
import { parseArgs } from 'node:util';
import { isMainThread, Worker, workerData } from 'node:worker_threads';
import { type CheckResult, TARGETS } from './targets.ts';

/*
 * `npm run fuzz -- [--seconds 60] [--seed N] [--target NAME] [--runs 100]`: random inputs through every reader and everything
 * that is made of what they read, until the time is over or something is found. What is found is shrunk and printed with what
 * repeats it. The inputs are tried in a worker, so that one that never ends is found too: the watch is out here.
 */

/** Milliseconds after which an input counts as one that never ends. */
const HANG = 20_000;
const SPACE = 1 << 20;

interface Shared {
  /** [inputs begun, inputs done, index of the target, bytes of the input] */
  readonly counts: Int32Array;
  readonly input: Uint8Array;
}

/** What the worker says at its end; it can't print, since its own output may come too late. */
interface Outcome {
  readonly code: number;
  readonly text: string;
}

interface Settings {
  readonly seed: number;
  readonly seconds: number;
  readonly runs: number;
  readonly target: string | null;
}

if (isMainThread) exit(await watch());
else await work(workerData as { settings: Settings; shared: Shared });

async function watch(): Promise<number> {
  const { values } = parseArgs({
    args: argv.slice(2),
    options: {
      seconds: { type: 'string', default: '60' },
      seed: { type: 'string', default: String(Date.now() & 0x7fffffff) },
      runs: { type: 'string', default: '100' },
      target: { type: 'string' },
    },
  });
  const target = values.target ?? null;
  if (target !== null && !TARGETS.some(({ name }) => name === target)) {
    console.error(`no target ${target}; there are: ${TARGETS.map(({ name }) => name).join(', ')}`);
    return 2;
  }
  const settings: Settings = {
    seed: Number(values.seed),
    seconds: Number(values.seconds),
    runs: Number(values.runs),
    target,
  };
  console.log(`seed ${settings.seed}, ${settings.seconds} s`);
  const shared: Shared = {
    counts: new Int32Array(new SharedArrayBuffer(16)),
    input: new Uint8Array(new SharedArrayBuffer(SPACE)),
  };
  const worker = new Worker(argv[1] ?? '', { workerData: { settings, shared }, stdout: false });
  return new Promise((resolve) => {
    let begun = -1;
    let since = performance.now();
    const guard = setInterval(() => {
      const now = Atomics.load(shared.counts, 0);
      const idle = now === Atomics.load(shared.counts, 1);
      if (now !== begun || idle) {
        begun = now;
        since = performance.now();
      } else if (performance.now() - since > HANG) {
        clearInterval(guard);
        stdout.write(report(settings, nameOf(shared), held(shared), `did not end within ${HANG / 1000} s`));
        void worker.terminate().then(() => resolve(1));
      }
    }, 500);
    worker.on('message', ({ code, text }: Outcome) => {
      clearInterval(guard);
      stdout.write(text, () => resolve(code));
    });
    worker.on('error', (error) => {
      clearInterval(guard);
      stdout.write(report(settings, nameOf(shared), held(shared), String(error)), () => resolve(1));
    });
  });
}

async function work({ settings, shared }: { settings: Settings; shared: Shared }): Promise<void> {
  const { parentPort } = await import('node:worker_threads');
  const end = performance.now() + settings.seconds * 1000;
  const chosen = TARGETS.filter(({ name }) => settings.target === null || name === settings.target);
  const tried = new Map<string, number>();
  const slowest = { milliseconds: 0, target: '' };
  const encoder = new TextEncoder();
  let found = '';
  rounds: for (let round = 0; performance.now() < end; round++) {
    for (const target of chosen) {
      if (performance.now() >= end) break rounds;
      Atomics.store(shared.counts, 2, TARGETS.indexOf(target));
      let start = 0;
      const result: CheckResult = await target.check({
        seed: settings.seed + round,
        runs: settings.runs,
        onInput: (input) => {
          Atomics.store(shared.counts, 3, encoder.encodeInto(written(input), shared.input).written);
          Atomics.add(shared.counts, 0, 1);
          start = performance.now();
        },
        onDone: () => {
          Atomics.store(shared.counts, 1, Atomics.load(shared.counts, 0));
          const took = performance.now() - start;
          if (took > slowest.milliseconds) Object.assign(slowest, { milliseconds: took, target: target.name });
        },
      });
      Atomics.store(shared.counts, 1, Atomics.load(shared.counts, 0));
      tried.set(target.name, (tried.get(target.name) ?? 0) + result.runs);
      if (result.finding) {
        const { input, error } = result.finding;
        found = report({ ...settings, seed: settings.seed + round }, target.name, written(input), error);
        break rounds;
      }
    }
  }
  const total = [...tried.values()].reduce((sum, count) => sum + count, 0);
  const lines = [
    ...[...tried].map(([name, count]) => `${String(count).padStart(9)}  ${name}`),
    `${String(total).padStart(9)}  inputs, slowest ${Math.round(slowest.milliseconds)} ms (${slowest.target})`,
    found === '' ? 'nothing found' : found,
    '',
  ];
  parentPort?.postMessage({ code: found === '' ? 0 : 1, text: lines.join('\n') } satisfies Outcome);
}

function nameOf({ counts }: Shared): string {
  return TARGETS[Atomics.load(counts, 2)]?.name ?? '';
}

function held({ counts, input }: Shared): string {
  return new TextDecoder().decode(input.slice(0, Atomics.load(counts, 3)));
}

/** An input as JSON; bytes as a string of characters below 256. */
function written(input: unknown): string {
  return JSON.stringify(input instanceof Uint8Array ? Buffer.from(input).toString('latin1') : input) ?? '';
}

/** Says what was found and how to find it again; the input itself goes into a file, since it may be anything. */
function report(settings: Settings, target: string, input: string, error: string): string {
  const file = join(tmpdir(), `nearmiss-fuzz-${target.replaceAll(/\W+/g, '-')}-${settings.seed}.json`);
  writeFileSync(file, input);
  const again = `npm run fuzz -- --target "${target}" --seed ${settings.seed} --runs ${settings.runs}`;
  return `FOUND in ${target}: ${error}\n\ninput: ${input.slice(0, 2000)}\n  (whole: ${file})\nagain: ${again}\n`;
}
