import { formatTarget } from '../../model/parse-request.ts';
import { DEFAULT_HOST, type Request } from '../../model/request.ts';
import type { ParamValue } from '../../model/resolution.ts';
import type { ExpectedAnswer, RequestEntry } from '../../whatif/expectation.ts';
import { scalar } from '../routes-file/write-scalar.ts';
import { EXPECTED_KEYS } from './requests-file-spec.ts';

/** Requests and what is expected of them as a requests file (YAML); reading it gives equal entries, lines aside. */
export function writeRequestsFile(entries: readonly RequestEntry[]): string {
  if (entries.length === 0) return '[]\n';
  return entries.map((entry) => `- ${entryLines(entry).join('\n  ')}\n`).join('');
}

function entryLines({ name, request, expect }: RequestEntry): readonly string[] {
  const lines: string[] = [];
  if (name !== null) lines.push(`name: ${scalar(name, 'block')}`);
  lines.push(...requestLines(request));
  if (request.host !== DEFAULT_HOST) lines.push(`host: ${scalar(request.host, 'block')}`);
  if (Object.keys(request.headers).length > 0) lines.push(`headers: ${inlineMapping(request.headers)}`);
  for (const key of EXPECTED_KEYS) {
    if (expect[key] !== undefined) lines.push(`${key}: ${valueText(expect[key], 'block')}`);
  }
  return lines;
}

/** `request: METHOD TARGET` where that reads as the same request; the method and the path apart where it may not. */
function requestLines(request: Request): readonly string[] {
  const target = formatTarget(request);
  if (/^[A-Z]+$/.test(request.method) && /^\/[!-~]*$/.test(target) && !target.includes('#')) {
    return [`request: ${scalar(`${request.method} ${target}`, 'block')}`];
  }
  return [`method: ${scalar(request.method, 'block')}`, `path: ${scalar(target, 'block')}`];
}

/** What a value of an expectation looks like on one line: between others, in a flow collection, in JSON. */
export type ValueStyle = 'block' | 'flow' | 'json';

/** A value of an expectation on one line. */
export function valueText(
  value: ExpectedAnswer[(typeof EXPECTED_KEYS)[number]] | ParamValue,
  style: ValueStyle,
): string {
  if (style === 'json') return JSON.stringify(value ?? null);
  if (value === null || value === undefined) return 'null';
  if (typeof value === 'string') return scalar(value, style);
  return typeof value === 'object' ? inlineMapping(value) : number(value);
}

function inlineMapping(values: Readonly<Record<string, ParamValue>>): string {
  const pairs = Object.entries(values).map(([key, value]) => {
    const text = typeof value === 'string' ? scalar(value, 'flow') : number(value);
    return `${scalar(key, 'flow')}: ${text}`;
  });
  return `{${pairs.join(', ')}}`;
}

/** JSON's words for numbers that it has none for would be other texts in YAML. */
function number(value: number | boolean): string {
  return typeof value === 'number' && Object.is(value, -0) ? '-0.0' : String(value);
}
