import type { Diagnosis, NearMiss } from '../diagnosis/near-miss.ts';
import { cellWidth } from '../model/cells.ts';
import { sanitize } from '../model/sanitize.ts';
import type { Paint, Style } from './output.ts';
import { wrap } from './text-layout.ts';

/** Cells that causes want beside the requests before they go below them. */
const CAUSE_ROOM = 44;

/** What was probably meant, and why the request misses it; nothing where there is nothing to say. */
export function missesText({ misses }: Pick<Diagnosis, 'misses'>, paint: Paint, width: number): string {
  if (misses.length === 0) return '';
  const widest = Math.max(...misses.map((miss) => cellWidth(plain(miss))));
  const beside = widest + 8 + CAUSE_ROOM <= width;
  const title = misses.length === 1 ? 'Probably meant' : 'Probably meant, the likeliest first';
  const blocks = misses.map((miss, place) => {
    const start = `  ${paint('accent', String(place + 1))}  ${sanitize(miss.method)} ${marked(miss, paint)}`;
    const indent = beside ? widest + 8 : 7;
    const cause = sentences(miss).flatMap(([style, text]) =>
      wrap(text, width - indent).map((line) => (style === null ? line : paint(style, line))),
    );
    const [first = '', ...others] = cause;
    const gap = ' '.repeat(Math.max(0, widest - cellWidth(plain(miss)) + 3));
    const lines = beside
      ? [`${start}${gap}${first}`, ...others.map((line) => ' '.repeat(indent) + line)]
      : [start, ...cause.map((line) => ' '.repeat(indent) + line)];
    return lines.join('\n');
  });
  return [paint('bold', title), ...blocks].join('\n');
}

const plain = (miss: NearMiss) => `${sanitize(miss.method)} ${sanitize(miss.path)}`;

function sentences(miss: NearMiss): readonly (readonly [style: Style | null, text: string])[] {
  const host = miss.causes.some(({ kind }) => kind === 'host')
    ? [['notice', `with Host: ${sanitize(miss.request.host)}`] as const]
    : [];
  return [
    ...miss.causes.map((cause) => [null, sanitize(cause.detail)] as const),
    ...(miss.edit === null ? [] : [['notice', `change the application: ${sanitize(miss.edit.words)}`] as const]),
    ...(miss.route === miss.path ? [] : [['dim', `route ${sanitize(miss.route)}`] as const]),
    ...host,
  ];
}

/** The corrected path with the characters marked that the request has otherwise. */
function marked(miss: NearMiss, paint: Paint): string {
  const ranges = miss.causes.flatMap((cause) => cause.marks.fixed).toSorted((a, b) => a[0] - b[0]);
  let text = '';
  let at = 0;
  for (const [start, end] of ranges) {
    if (start < at) continue;
    text += sanitize(miss.path.slice(at, start)) + paint('mark', sanitize(miss.path.slice(start, end)));
    at = end;
  }
  return text + sanitize(miss.path.slice(at));
}
