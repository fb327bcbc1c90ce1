import type { NearMiss, Range } from '../../diagnosis/near-miss.ts';
import type { Resolution } from '../../model/resolution.ts';
import { sanitize } from '../../model/sanitize.ts';
import { formatStatus } from '../../model/status.ts';
import { declaredShort, infoOf } from '../route-facts.ts';
import { fitLine, fitMiddle, type Line, lineWidth, type Role, type Span, selectLine, span } from '../screen.ts';
import { answerOf, rowsByRegistration } from '../selectors.ts';
import type { State } from '../state.ts';
import { cellWidth } from '../text-width.ts';
import { count } from './header.ts';

/** The verdict and, below it, near misses or what else there is to know; at most `height` lines. */
export function answerView(state: State, height: number): readonly Line[] {
  const { columns } = state.size;
  const { fault, diagnosis, searching } = answerOf(state);
  const lines: Line[] = [];
  if (fault && state.bar.text.trim() !== '') {
    lines.push([span(' … ', 'dim'), span(sanitize(fault.message), 'text'), span(`  ${sanitize(fault.hint)}`, 'dim')]);
  } else if (diagnosis) {
    lines.push(verdictLine(state, columns));
    const notes = diagnosis.notes.map((note): Line => [span(`   ${sanitize(note)}`)]);
    if (searching) lines.push([span('   looking for near misses…', 'dim')]);
    if (diagnosis.misses.length > 0) {
      const room = Math.max(1, height - 1 - Math.min(1, notes.length));
      lines.push(...missLines(state, diagnosis.misses, room, columns), ...notes);
    } else lines.push(...afterwords(state), ...notes);
  } else if (!state.app) {
    lines.push(...noApp(state));
  } else {
    lines.push([span(' Type the request that puzzles you: ', 'text'), span('GET /api/…', 'strong')]);
    if (state.history.length > 0) lines.push([span(` ↑ brings back the last of ${state.history.length}`, 'dim')]);
  }
  return lines.slice(0, height).map((line) => fitLine(line, columns));
}

const STATUS_ROLE: Readonly<Record<number, Role>> = {
  2: 'badge-ok',
  3: 'badge-redirect',
  4: 'badge-client',
  5: 'badge-server',
};

function verdictLine(state: State, columns: number): Line {
  const diagnosis = answerOf(state).diagnosis;
  if (!diagnosis) return [];
  const { resolution } = diagnosis;
  const role = STATUS_ROLE[Math.floor(resolution.status / 100)] ?? 'text';
  const status = [span(' '), span(` ${formatStatus(resolution.status)} `, role), span('  ')];
  return fitLine([...status, ...verdictWords(state, resolution)], columns);
}

function verdictWords(state: State, resolution: Resolution): Line {
  const diagnosis = answerOf(state).diagnosis;
  const path = sanitize(diagnosis?.request.path ?? '');
  const route = sanitize(resolution.route ?? '');
  const mounts = resolution.mounts.map((mount) => sanitize(mount));
  switch (resolution.outcome) {
    case 'matched':
      return [span(routeMethod(state, resolution), 'method'), span(` ${route}`, 'strong'), ...paramWords(resolution)];
    case 'invalid-params': {
      const words = resolution.invalid.map(
        ({ param, value, expected }) =>
          `${sanitize(param)}: “${sanitize(value)}” is not ${article(sanitize(expected))}`,
      );
      return [
        span(routeMethod(state, resolution), 'method'),
        span(` ${route}`, 'strong'),
        span(`  ${words.join('; ')}`),
      ];
    }
    case 'redirect':
      return [
        span('→ ', 'redirect'),
        span(sanitize(resolution.location ?? ''), 'strong'),
        ...slashWords(path, resolution),
      ];
    case 'method-not-allowed':
      return [
        span(`${route}  `, 'strong'),
        ...(resolution.allow === null
          ? [span('no Allow header', 'dim')]
          : [span('Allow: ', 'dim'), span(sanitize(resolution.allow), 'strong')]),
      ];
    case 'not-found': {
      const mount = mounts.at(-1);
      if (mount !== undefined) return [span(`the mount ${mount} took it, and its 404 is final`)];
      return [span('no route matches '), span(path === '' ? '(an empty path)' : path, 'strong')];
    }
    case 'server-error':
      return [span('the framework itself raises on this'), ...(route ? [span(` in ${route}`, 'strong')] : [])];
    case 'bad-request':
      return [span('the server refuses this request before any route is asked')];
  }
}

function slashWords(path: string, resolution: Resolution): readonly Span[] {
  const location = (resolution.location ?? '').split('?')[0] ?? '';
  if (location === '') return [];
  if (path.endsWith('/') && !location.endsWith('/')) return [span('  without its trailing slash', 'dim')];
  if (location.endsWith('/') && !path.endsWith('/')) return [span('  with a trailing slash', 'dim')];
  return [];
}

/** The method that the answering row has: an automatic HEAD is answered by the GET row, say both. */
function routeMethod(state: State, resolution: Resolution): string {
  const method = sanitize(answerOf(state).diagnosis?.request.method ?? '');
  const { registration } = resolution;
  const rows = registration && state.app ? (rowsByRegistration(state.app).get(registration) ?? []) : [];
  return rows.length === 0 || rows.some((row) => row.method === method)
    ? method
    : `${method} → ${sanitize(rows[0]?.method ?? '')}`;
}

function paramWords(resolution: Resolution): readonly Span[] {
  const entries = Object.entries(resolution.params ?? {});
  if (entries.length === 0) return [];
  const words = entries.map(([name, value]) => `${sanitize(name)} = ${sanitize(JSON.stringify(value))}`);
  return [span('  '), span(words.join(', '), 'param')];
}

const article = (type: string) => (/^[aeiou]/.test(type) ? `an ${type}` : `a ${type}`);

/** What is worth knowing about an answer that needs no near miss. */
function afterwords(state: State): readonly Line[] {
  const { diagnosis, searching } = answerOf(state);
  if (!diagnosis) return [];
  const { resolution, shadowed } = diagnosis;
  const lines: Line[] = [];
  if (resolution.registration && resolution.outcome === 'matched') {
    const { registration } = resolution;
    const words = [registration.name, declaredShort(registration), infoOf(registration.node)?.summary ?? ''];
    const known = words.filter((word) => word !== '').map((word) => sanitize(word));
    if (known.length > 0) lines.push([span(`   ${known.join(' · ')}`, 'dim')]);
  }
  if (resolution.outcome === 'redirect') lines.push([span(' ⏎', 'key'), span(' follow the redirect', 'dim')]);
  for (const { method, registration } of shadowed) {
    lines.push([
      span(' ○ ', 'shadowed'),
      span(`${sanitize(method)} ${sanitize(registration.path)}`, 'text'),
      span('  would answer too, but it is registered later', 'dim'),
    ]);
  }
  const mount = resolution.mounts.at(-1);
  if (mount !== undefined && resolution.outcome !== 'not-found') {
    lines.push([span(`   inside the mount ${sanitize(mount)}`, 'dim')]);
  }
  if (lines.length === 0 && resolution.outcome === 'not-found' && !searching && diagnosis.notes.length === 0)
    lines.push([span('   nothing here is near to it', 'dim')]);
  return lines;
}

/** `≈1 GET /api/users   cause`, the differing characters marked, the columns aligned. */
function missLines(state: State, all: readonly NearMiss[], room: number, columns: number): readonly Line[] {
  // The chosen one is always in sight, however few lines there are.
  const from = Math.max(0, Math.min(state.miss, all.length - 1) - room + 1);
  const misses = all.slice(from, from + room);
  const focused = state.focus === 'misses' && state.overlay === null;
  const chosen = Math.min(state.miss, all.length - 1) - from;
  const methodWidth = Math.max(...misses.map((miss) => cellWidth(sanitize(miss.method))));
  const widest = Math.max(...misses.map((miss) => cellWidth(sanitize(miss.path))));
  const pathWidth = Math.min(widest, Math.max(18, Math.floor((columns - methodWidth - 6) * 0.5)));
  return misses.map((miss, i) => {
    const picked = i === chosen;
    const hint = picked && misses.length > 0 ? [span('  ⏎', 'key'), span(' use it ', 'dim')] : [];
    const head: Line = [
      span(picked ? '›' : ' ', picked ? 'key' : 'dim'),
      span(`≈${from + i + 1} `, 'near'),
      span(`${sanitize(miss.method).padEnd(methodWidth)} `, 'method'),
      ...markedPath(miss, pathWidth),
      span('  '),
    ];
    const line = [...fitLine([...head, ...causeSpans(miss)], columns - lineWidth(hint)), ...hint];
    return focused && picked ? selectLine(line) : line;
  });
}

function causeSpans(miss: NearMiss): Line {
  const causes = miss.causes.map((cause) => sanitize(cause.detail)).join('; ');
  return [span(causes), ...(miss.edit ? [span(`  needs: ${sanitize(miss.edit.words)}`, 'warning')] : [])];
}

/** The corrected path with what differs marked, cut or padded to `width`. */
function markedPath(miss: NearMiss, width: number): Line {
  const path = miss.path;
  const safe = sanitize(path);
  if (safe !== path || cellWidth(path) > width) return [span(fitMiddle(safe, width), 'strong')];
  const ranges = miss.causes.flatMap((cause) => cause.marks.fixed);
  return [...markRanges(path, ranges, 'strong', 'mark'), span(' '.repeat(width - cellWidth(path)))];
}

/** A text in two roles: `marked` inside the ranges, `role` outside. */
export function markRanges(text: string, ranges: readonly Range[], role: Role, marked: Role): Line {
  const inside = (at: number) => ranges.some(([start, end]) => at >= start && at < end);
  const out: Span[] = [];
  for (let at = 0; at < text.length; ) {
    const state = inside(at);
    let end = at + 1;
    while (end < text.length && inside(end) === state) end++;
    out.push(span(text.slice(at, end), state ? marked : role));
    at = end;
  }
  return out;
}

function noApp(state: State): readonly Line[] {
  if (state.loading) {
    const { note, fraction } = state.loading;
    const percent = fraction === null ? '' : ` ${Math.round(fraction * 100)} %`;
    return [[span(` Loading ${sanitize(state.source)}: ${note}${percent}`, 'text'), span('  ctrl-c quits', 'dim')]];
  }
  const errors = state.problems.filter((problem) => problem.severity === 'error').length;
  return [
    [
      span(` ${sanitize(state.source)} can’t be used: `, 'client-error'),
      span(`${count(errors, 'error')}, `),
      span('F2', 'key'),
      span(' shows them'),
    ],
  ];
}
