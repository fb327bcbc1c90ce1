import { formatTarget } from '../model/parse-request.ts';
import { sanitize } from '../model/sanitize.ts';
import type { CheckResult } from '../whatif/expectation.ts';
import type { Paint } from './output.ts';
import { safeJsonArray } from './safe-json.ts';

const titleOf = ({ entry }: CheckResult) => entry.name ?? `${entry.request.method} ${formatTarget(entry.request)}`;

const failed = (results: readonly CheckResult[]) => results.filter(({ differences }) => differences.length > 0);

/** The report for people: what differs, with the line that expects it, and a count. */
export function checkText(results: readonly CheckResult[], file: string, paint: Paint): string {
  const bad = failed(results);
  const blocks = bad.map((result) => {
    const { entry, differences } = result;
    const at = entry.line === null ? '' : `  ${paint('dim', `${sanitize(file)}:${entry.line}`)}`;
    return [
      `${paint('bad', '✗')} ${paint('bold', sanitize(titleOf(result)))}${at}`,
      ...differences.map((one) => `  ${sanitize(one)}`),
    ].join('\n');
  });
  const passed = `${results.length - bad.length} passed`;
  const count = bad.length === 0 ? paint('good', passed) : `${passed}, ${paint('bad', `${bad.length} failed`)}`;
  return [...blocks, count].join('\n\n');
}

/** The same as JSON. */
export function checkJson(results: readonly CheckResult[], file: string): string {
  const rows = results.map(({ entry, resolution, differences }) => {
    const { status, outcome, route, params, location, allow } = resolution;
    return {
      name: entry.name,
      method: entry.request.method,
      path: formatTarget(entry.request),
      source: entry.line === null ? null : `${file}:${entry.line}`,
      passed: differences.length === 0,
      expected: entry.expect,
      answer: { status, outcome, route, params, location, allow },
      differences,
    };
  });
  return safeJsonArray(rows);
}

/** The same as JUnit XML, as CI servers read it. */
export function checkJunit(results: readonly CheckResult[], file: string): string {
  const cases = results.map((result) => {
    const { entry, differences } = result;
    const line = entry.line === null ? '' : ` line="${entry.line}"`;
    const head = `    <testcase name="${xml(titleOf(result))}" classname="nearmiss" file="${xml(file)}"${line} time="0"`;
    if (differences.length === 0) return `${head}/>`;
    const [first = ''] = differences;
    return `${head}>\n      <failure message="${xml(first)}" type="difference">${xml(differences.join('\n'))}</failure>\n    </testcase>`;
  });
  const counts = `tests="${results.length}" failures="${failed(results).length}" errors="0" skipped="0" time="0"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="nearmiss check" ${counts}>`,
    `  <testsuite name="${xml(file)}" ${counts}>`,
    ...cases,
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

/** Text for XML: escaped, and without what XML 1.0 (2.2) has no place for. */
function xml(text: string): string {
  return text
    .split('\n')
    .map((line) => sanitize(line))
    .join('\n')
    .replace(/[&<>"\n]/g, (found) => `&#${found.charCodeAt(0)};`);
}
