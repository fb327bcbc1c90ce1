import { cpus, loadavg, totalmem } from 'node:os';
import { excess, type Figure, type Row, ratioOf, type Unit } from './figure.ts';

/** The rows as a Markdown table that reads in a terminal as well. */
export function tableOf(rows: readonly Row[]): string {
  const header = ['what', 'ours', '95 %', 'beside', 'theirs', '95 %', 'ratio', 'goal', ''];
  const cells = rows.map((row) => [
    row.what,
    ...figures(row.ours, row.unit),
    row.rival?.what ?? '',
    ...(row.rival ? figures(row.rival, row.unit) : ['', '']),
    ratioOf(row)?.toFixed(2) ?? '',
    goalOf(row),
    row.goal === null ? '' : excess(row) <= 1 ? 'met' : `missed, ${excess(row).toFixed(2)} of it`,
  ]);
  const widths = header.map((name, i) => Math.max(name.length, ...cells.map((row) => row[i]?.length ?? 0)));
  const line = (row: readonly string[]) => `| ${row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(' | ')} |`;
  return [line(header), `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`, ...cells.map(line)].join('\n');
}

const figures = ({ median, p95 }: Figure, unit: Unit) => [shown(median, unit), p95 === median ? '' : shown(p95, unit)];

function shown(value: number, unit: Unit): string {
  if (Number.isNaN(value)) return 'unknown';
  if (unit === 'per s') return `${Math.round(value).toLocaleString('en')} /s`;
  return `${value.toFixed(value >= 100 ? 0 : 1)} ${unit}`;
}

function goalOf(row: Row): string {
  if (row.goal === null) return '';
  const [sign, value] = 'atMost' in row.goal ? ['≤', row.goal.atMost] : ['≥', row.goal.atLeast];
  const bound = row.rival ? `${value} ×` : shown(value, row.unit);
  return `${sign} ${bound}${row.by === 'p95' ? ' at 95 %' : ''}`;
}

/** When and on what it was measured, and whether anything else ran. */
export function circumstances(loadBefore: number): string {
  const [cpu] = cpus();
  const busy = loadBefore > 0.5 * cpus().length ? 'busy with other work: times are too long' : 'idle';
  return [
    `- ${new Date().toISOString().slice(0, 10)}, Node ${process.versions.node}, ${process.platform} ${process.arch}`,
    `- ${cpus().length} × ${cpu?.model.trim() || 'unnamed processor'}, ${Math.round(totalmem() / 1024 ** 3)} GB`,
    `- load average ${loadBefore.toFixed(1)} before, ${(loadavg()[0] ?? 0).toFixed(1)} after; the machine was ${busy}`,
  ].join('\n');
}
