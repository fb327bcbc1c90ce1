import { execFileSync } from 'node:child_process';
import { madeUpRoutes, requestsTo } from './documents.ts';
import { figureOf, type Row, rowOf, single } from './figure.ts';
import type { Bench } from './run.ts';
import { BIN, ROOT, type Run, runNode } from './whole-process.ts';

/** Our process and theirs by turns: their times and what they held. */
async function race(rounds: number, ours: readonly string[], theirs: readonly string[]) {
  const runs: [Run[], Run[]] = [[], []];
  for (let round = -1; round < rounds; round++) {
    const pair = [await runNode(ours), await runNode(theirs)] as const;
    if (round >= 0) for (const i of [0, 1] as const) runs[i].push(pair[i]);
  }
  const [times, peaks] = [
    runs.map((side) => figureOf(side.map(({ ms }) => ms))),
    runs.map((side) => figureOf(side.flatMap(({ peak }) => peak ?? []))),
  ];
  return { times, peaks } as unknown as Readonly<Record<'times' | 'peaks', readonly [Row['ours'], Row['ours']]>>;
}

/** Start-up: the whole process, from the shell's point of view. */
export const explain: Bench = async ({ short }) => {
  const rows: Row[] = [];
  for (const sample of ['samples/bookshop.yaml', 'samples/bookshop.openapi.json']) {
    const command = [BIN, 'explain', sample, 'GET', '/api/user'];
    const { times } = await race(short ? 9 : 31, command, ['-e', '0']);
    rows.push(
      rowOf({
        what: `explain on ${sample}, whole process`,
        unit: 'ms',
        ours: times[0],
        against: { what: '`node -e 0`', ...times[1] },
        goal: { atMost: 1.6 },
      }),
    );
  }
  return rows;
};

const PARSE = 'JSON.parse(require("node:fs").readFileSync(process.argv[1], "utf8"))';
const LOAD = 'require("js-yaml").load(require("node:fs").readFileSync(process.argv[1], "utf8"))';

/** Large documents: time and memory beside a process that only reads and parses them. */
export const list: Bench = async ({ short, sources }) => {
  const rows: Row[] = [];
  const rounds = short ? 3 : 9;
  for (const [{ path, what }, script, name, most] of [
    [sources.json, PARSE, 'read and JSON.parse', 1.35],
    [sources.mediumJson, PARSE, 'read and JSON.parse', 1.35],
    // 800 bytes each: GitHub's take 11,000, Kubernetes' 4,000.
    [sources.document(100_000, 400), PARSE, 'read and JSON.parse', 1.35],
    [sources.yaml, LOAD, 'js-yaml alone', 1.5],
  ] as const) {
    const { times, peaks } = await race(rounds, [BIN, 'list', path], ['-e', script, path]);
    const against = { what: name, ...times[1] };
    rows.push(rowOf({ what: `list on ${what}`, unit: 'ms', ours: times[0], against, goal: { atMost: most } }));
    if (Number.isNaN(peaks[0].median)) continue;
    const memory = { what: name, ...peaks[1] };
    rows.push(
      rowOf({
        what: `list on ${what}, peak memory`,
        unit: 'MB',
        ours: peaks[0],
        against: memory,
        goal: { atMost: 1.3 },
      }),
    );
  }
  return rows;
};

const ECHO = `let rest = '';
process.stdin.setEncoding('utf8').on('data', (chunk) => {
  const lines = (rest + chunk).split('\\n');
  rest = lines.pop();
  let out = '';
  for (const line of lines) out += JSON.stringify(JSON.parse(line)) + '\\n';
  process.stdout.write(out);
});`;

/** Answers through a pipe: `cat requests | nearmiss explain --requests - > pipe`. */
export const stream: Bench = async ({ short, sources }) => {
  const routes = madeUpRoutes(1200);
  const source = sources.routes(1200).path;
  const asked = requestsTo(routes).map(({ method, path }) => JSON.stringify({ method, path }));
  const lines = (count: number) =>
    `${Array.from({ length: count }, (_, i) => asked[(i * 7919) % asked.length]).join('\n')}\n`;
  const count = short ? 200_000 : 1_000_000;
  const [few, many] = [sources.write('few.ndjson', lines(count / 4)), sources.write('many.ndjson', lines(count))];
  const command = [BIN, 'explain', source, '--requests', '-', '--no-misses'];
  const samples = { ours: [] as number[], theirs: [] as number[], few: [] as number[], many: [] as number[] };
  for (let round = 0; round < (short ? 1 : 3); round++) {
    const whole = await runNode(command, { stdin: many });
    const part = await runNode(command, { stdin: few });
    const echo = await runNode(['-e', ECHO], { stdin: many });
    samples.ours.push((count / whole.ms) * 1000);
    samples.theirs.push((count / echo.ms) * 1000);
    if (whole.peak !== null && part.peak !== null) {
      samples.many.push(whole.peak);
      samples.few.push(part.peak);
    }
  }
  const rows = [
    rowOf({
      what: `explain --requests --no-misses, ${count} lines through a pipe`,
      unit: 'per s',
      ours: figureOf(samples.ours),
      against: { what: 'parse and print the same lines', ...figureOf(samples.theirs) },
      goal: { atLeast: 200_000, of: 'ours' },
    }),
  ];
  if (samples.few.length === 0) return rows;
  return [
    ...rows,
    rowOf({
      what: `the same, peak memory`,
      unit: 'MB',
      ours: figureOf(samples.many),
      against: { what: 'a quarter of the lines', ...figureOf(samples.few) },
      goal: { atMost: 1.25 },
    }),
  ];
};

/** What a user has on disk after installing. */
export const size: Bench = async () => {
  const args = ['pack', '--dry-run', '--json', '--ignore-scripts', '--silent'];
  const [pack] = JSON.parse(execFileSync('npm', args, { cwd: ROOT, encoding: 'utf8' }));
  const ours = single(pack.unpackedSize / 1024 / 1024);
  const note = `${pack.entryCount} files, no dependencies`;
  return [rowOf({ what: 'installed size', unit: 'MB', ours, against: null, goal: { atMost: 3, of: 'ours' }, note })];
};
