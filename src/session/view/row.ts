import type { Range } from '../../diagnosis/near-miss.ts';
import type { RouteRow } from '../../model/registration.ts';
import { filterHits } from '../filter.ts';
import { cellsOf } from '../route-facts.ts';
import { fitMiddle, fitText, type Line, type Role, span } from '../screen.ts';
import type { Mark } from '../selectors.ts';
import { cellWidth } from '../text-width.ts';
import type { Columns } from './columns.ts';
import { markRanges } from './marked.ts';

const SIGNS: Readonly<Record<Exclude<Mark['kind'], 'near'>, readonly [string, Role]>> = {
  answers: ['✓ ', 'ok'],
  refuses: ['● ', 'client-error'],
  shadowed: ['○ ', 'shadowed'],
  partial: ['◐ ', 'client-error'],
  redirect: ['↪ ', 'redirect'],
  entered: ['┊ ', 'dim'],
  finding: ['! ', 'warning'],
};

/** Marks that don't emphasise a row. */
const ASIDE: ReadonlySet<Mark['kind']> = new Set(['shadowed', 'entered', 'finding']);

/** A row of the table. */
export function rowLine(row: RouteRow, columns: Columns, mark: Mark | undefined, dim: boolean, query: string): Line {
  const cells = cellsOf(row);
  const number = columns.number(row);
  const off = number === null;
  const [sign, signRole] = off
    ? (['× ', 'warning'] as const)
    : mark === undefined
      ? (['  ', 'dim'] as const)
      : mark.kind === 'near'
        ? ([`≈${mark.place}`, 'near'] as const)
        : SIGNS[mark.kind];
  const quiet = dim || row.registration.kind === 'docs';
  const isMarked = mark !== undefined && !ASIDE.has(mark.kind);
  const role: Role = off ? 'off' : isMarked ? 'strong' : quiet ? 'dim' : 'text';
  return [
    span(' '),
    span(sign, signRole),
    span(` ${String(number ?? '–').padStart(columns.index)}  `, 'dim'),
    span(`${fitText(cells.method, columns.method)}  `, dim || off ? 'dim' : 'method'),
    ...pathCell(cells.path, columns.path, role, mark, dim ? '' : query),
    span(columns.extra.map(([column, width]) => `  ${fitText(cells[column], width)}`).join(''), 'dim'),
  ];
}

function pathCell(path: string, width: number, role: Role, mark: Mark | undefined, query: string): Line {
  const needed = cellWidth(path);
  if (needed > width) return [span(fitMiddle(path, width), role)];
  const padding = span(' '.repeat(width - needed));
  if (mark?.kind === 'near') return [...markRanges(path, templateMarks(path, mark), role, 'mark'), padding];
  if (query !== '') {
    const hits = filterHits(path, query).map((at): Range => [at, at + 1]);
    return [...markRanges(path, hits, role, 'hit'), padding];
  }
  return [span(path, role), padding];
}

/** Transfers the marks of a corrected path to its template: equal segments keep theirs, a marked value marks its parameter. */
function templateMarks(template: string, mark: Mark & { kind: 'near' }): readonly Range[] {
  const fixed = mark.miss.causes.flatMap((cause) => cause.marks.fixed);
  const typed = mark.miss.path.split('/');
  const written = template.split('/');
  const ranges: Range[] = [];
  let typedAt = 0;
  let writtenAt = 0;
  written.forEach((segment, i) => {
    const value = typed[i] ?? '';
    for (const [start, end] of fixed) {
      const from = Math.max(start, typedAt);
      const to = Math.min(end, typedAt + value.length);
      if (from >= to) continue;
      if (segment === value) ranges.push([writtenAt + from - typedAt, writtenAt + to - typedAt]);
      else if (segment.includes('{')) ranges.push([writtenAt, writtenAt + segment.length]);
    }
    typedAt += value.length + 1;
    writtenAt += segment.length + 1;
  });
  return ranges;
}
