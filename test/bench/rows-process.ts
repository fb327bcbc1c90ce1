import { madeUpRoutes, requestsTo } from './documents.ts';
import { byTurns, figureOf, type Row } from './figure.ts';
import type { Bench } from './run.ts';
import { BIN, type Run, runNode } from './whole-process.ts';

const times = (runs: readonly Run[]) => figureOf(runs.map(({ ms }) => ms));
const peaks = (runs: readonly Run[]) => figureOf(runs.map(({ peak }) => peak ?? Number.NaN));

/** Start-up: a whole process from the shell's point of view, beside Node alone. */
export const start: Bench = async ({ short }) => {
  const command = [BIN, 'explain', 'samples/bookshop.yaml', 'GET', '/nowhere'];
  const { ours, theirs } = await byTurns(
    short ? 9 : 25,
    () => runNode(command),
    () => runNode(['-e', '0']),
  );
  const atMost = Number(process.versions.node.split('.')[0]) < 22 ? 2.7 : 2.4;
  const rival = { what: 'node -e 0', ...times(theirs) };
  return [{ what: 'explain on a sample', unit: 'ms', ours: times(ours), rival, goal: { atMost } }];
};

const PARSE = 'JSON.parse(require("node:fs").readFileSync(process.argv[1], "utf8"))';

/** Large documents: time and memory beside a process that only reads and parses them. */
export const documents: Bench = async ({ short, sources }) => {
  const rows: Row[] = [];
  const race = async (command: readonly string[], path: string, what: string, atMost: number) => {
    const { ours, theirs } = await byTurns(
      short ? 3 : 9,
      () => runNode([BIN, ...command]),
      () => runNode(['-e', PARSE, path]),
    );
    const rival = 'read and JSON.parse';
    rows.push(
      { what, unit: 'ms', ours: times(ours), rival: { what: rival, ...times(theirs) }, goal: { atMost } },
      {
        what: `${what}, peak memory`,
        unit: 'MB',
        ours: peaks(ours),
        rival: { what: rival, ...peaks(theirs) },
        goal: { atMost: 1.8 },
      },
    );
  };
  const { github, medium } = sources;
  await race(['list', github.path], github.path, `list on ${github.what}`, 1.4);
  await race(['explain', github.path, 'GET', '/nowhere'], github.path, `explain on ${github.what}`, 2.2);
  for (const { path, what } of short ? medium.slice(-1) : medium)
    await race(['list', path], path, `list on ${what}`, 1.9);
  return rows;
};

const ECHO = `let rest = '';
process.stdin.setEncoding('utf8').on('data', (chunk) => {
  const lines = (rest + chunk).split('\\n');
  rest = lines.pop();
  process.stdout.write(lines.map((line) => JSON.stringify(JSON.parse(line)) + '\\n').join(''));
});`;

/** Answers through a pipe: `cat requests | nearmiss explain --requests - --no-misses > pipe`. */
export const stream: Bench = async ({ short, sources }) => {
  const asked = requestsTo(madeUpRoutes(1200)).map(({ method, path }) => JSON.stringify({ method, path }));
  const lines = (count: number) =>
    `${Array.from({ length: count }, (_, i) => asked[(i * 7919) % asked.length]).join('\n')}\n`;
  const count = short ? 200_000 : 1_000_000;
  const [few, many] = [sources.write('few.ndjson', lines(count / 4)), sources.write('many.ndjson', lines(count))];
  const command = [BIN, 'explain', sources.routes(1200).path, '--requests', '-', '--no-misses'];
  const runs = { ours: [] as Run[], theirs: [] as Run[], part: [] as Run[] };
  for (let round = 0; round < (short ? 1 : 3); round++) {
    runs.ours.push(await runNode(command, { stdin: many }));
    runs.theirs.push(await runNode(['-e', ECHO], { stdin: many }));
    runs.part.push(await runNode(command, { stdin: few }));
  }
  const rate = (side: readonly Run[]) => figureOf(side.map(({ ms }) => (count / ms) * 1000));
  const what = `explain --requests --no-misses, ${count.toLocaleString('en')} lines`;
  return [
    { what, unit: 'per s', ours: rate(runs.ours), goal: { atLeast: 150_000 } },
    {
      what: 'the same',
      unit: 'per s',
      ours: rate(runs.ours),
      rival: { what: 'parse and print the lines', ...rate(runs.theirs) },
      goal: null,
    },
    {
      what: 'the same, peak memory',
      unit: 'MB',
      ours: peaks(runs.ours),
      rival: { what: 'a quarter of the lines', ...peaks(runs.part) },
      goal: { atMost: 1.25 },
    },
  ];
};
