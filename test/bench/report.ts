import { cpus, totalmem } from 'node:os';
import { excess, type Figure, type Goal, type Row, type Unit } from './figure.ts';

/** The rows as a Markdown table that reads in a terminal as well. */
export function tableOf(rows: readonly Row[]): readonly string[] {
  const header = ['what', 'ours: median', '95 %', 'against', 'median', '95 %', 'ratio', 'goal', ''];
  const cells = rows.map((row) => [
    row.what,
    number(row.ours.median, row.unit),
    p95(row.ours, row.unit),
    row.against?.what ?? '–',
    row.against ? number(row.against.median, row.unit) : '–',
    row.against ? p95(row.against, row.unit) : '–',
    row.ratio === null ? '–' : row.ratio.toFixed(2),
    goalText(row.goal, row.unit),
    row.goal === null ? '' : row.ok ? 'met' : `missed (${excess(row).toFixed(2)} of what it may)`,
  ]);
  const widths = header.map((name, i) => Math.max(...[name, ...cells.map((row) => row[i] ?? '')].map((c) => c.length)));
  const line = (row: readonly string[]) => `| ${row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(' | ')} |`;
  const notes = rows.flatMap(({ what, note }) => (note === undefined ? [] : [`- ${what}: ${note}`]));
  return [
    line(header),
    `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`,
    ...cells.map(line),
    '',
    ...notes,
  ];
}

function number(value: number, unit: Unit): string {
  if (Number.isNaN(value)) return '–';
  if (unit === 'per s') return `${Math.round(value).toLocaleString('en')} /s`;
  return `${value >= 100 ? value.toFixed(0) : value.toFixed(value >= 10 ? 1 : 2)} ${unit}`;
}

const p95 = (figure: Figure, unit: Unit) => (figure.p95 === figure.median ? '' : number(figure.p95, unit));

function goalText(goal: Goal | null, unit: Unit): string {
  if (goal === null) return '–';
  const [sign, value] = goal.atMost === undefined ? ['≥', goal.atLeast ?? 0] : ['≤', goal.atMost];
  return goal.of === 'ours' ? `${sign} ${number(value, unit)}` : `${sign} ${value} ×`;
}

/** When and on what it was measured. */
export function circumstances(date: Date): readonly string[] {
  const [cpu] = cpus();
  const memory = `${Math.round(totalmem() / 1024 ** 3)} GB`;
  return [
    `- ${date.toISOString().slice(0, 10)}, Node ${process.versions.node}, ${process.platform} ${process.arch}`,
    `- ${cpus().length} × ${cpu?.model.trim() || 'an unnamed processor'}, ${memory}`,
  ];
}

/** BENCHMARKS.md. */
export function documentOf(rows: readonly Row[], about: readonly string[]): string {
  return `# Benchmarks

Written by \`npm run bench\`; don't edit. Each row is measured beside its rival in the same run, turn by turn, so that whatever else
the machine does falls on both; the ratio is what counts. \`--only NAME\` runs one group, \`--short\` is for CI, \`--json FILE\`
writes the figures.

What the rivals are:

- **a bare Ink app**: draws as many rows as the explorer, each with the text typed so far, and does nothing else. Same Ink, same React, same
  frame rate, minified into one file as anybody would. The explorer is helped by what its build does for Ink (scripts/ink-memory.js) and by
  keeping V8's compiled code; **the same, with our build plugins and compiled code** gives the rival both, so that what is left is what the explorer
  itself takes. Those rows have no goal.
- **\`node -e 0\`**: Node alone. **read and JSON.parse**, **js-yaml alone**: Node programs that do that to the same file and print nothing.
- **find-my-way**: the router of Fastify, with the same paths and requests. It answers less: no 405, no redirects, no order of registration, no types.
- **plain Levenshtein**: compares the request with every route of the table. **one fuzzysort pass**: the library over the same texts, without showing anything.
- **parse and print the same lines**: a loop that parses each line of JSON and prints it again.

${about.join('\n')}

${tableOf(rows).join('\n').trimEnd()}
`;
}
