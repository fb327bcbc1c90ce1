import type { Finding } from '../diagnosis/lint/finding.ts';
import { formatTarget } from '../model/parse-request.ts';
import { sanitize } from '../model/sanitize.ts';
import { formatLocation } from '../model/source.ts';
import { formatStatus } from '../model/status.ts';
import type { Paint, Style } from './output.ts';
import { wrap } from './text-layout.ts';

const STYLES = { error: 'bad', warning: 'notice', info: 'accent' } as const satisfies Record<
  Finding['severity'],
  Style
>;

/** Findings for people: what and where on one line, the sentence, an example, what to do; a count at the end. Infinite `width`: no line is broken. */
export function lintText(findings: readonly Finding[], paint: Paint, width: number): string {
  if (findings.length === 0) return 'nothing found';
  const count = (severity: Finding['severity']) => {
    const found = findings.filter((finding) => finding.severity === severity).length;
    const noun = severity === 'info' ? 'note' : severity;
    return found === 0 ? [] : [paint(STYLES[severity], `${found} ${noun}${found === 1 ? '' : 's'}`)];
  };
  return [
    ...findings.map((finding) => one(finding, paint, width)),
    [...count('error'), ...count('warning'), ...count('info')].join(', '),
  ].join('\n\n');
}

function one(
  { rule, severity, method, route, source, message, fix, example }: Finding,
  paint: Paint,
  width: number,
): string {
  const indented = (text: string, style: (line: string) => string = (line) => line) =>
    wrap(text, width - 2).map((line) => `  ${style(line)}`);
  const what = paint('bold', `${method === null ? '' : `${sanitize(method)} `}${sanitize(route)}`);
  const where =
    source === null ? '' : `  ${paint('dim', sanitize(formatLocation({ file: source.file, line: source.line })))}`;
  const shown =
    example &&
    `${sanitize(example.request.method)} ${sanitize(formatTarget(example.request))} → ${formatStatus(example.status)}${example.route === null ? '' : ` from ${sanitize(example.route)}`}`;
  return [
    `${paint(STYLES[severity], severity)}  ${what}  ${paint('dim', rule)}${where}`,
    ...indented(sanitize(message)),
    ...(shown === null ? [] : indented(`for example ${shown}`, (line) => paint('dim', line))),
    ...indented(sanitize(fix)),
  ].join('\n');
}
