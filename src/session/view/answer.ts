import type { NearMiss } from '../../diagnosis/near-miss.ts';
import { sanitize } from '../../model/sanitize.ts';
import { declaredShort, infoOf } from '../route-facts.ts';
import { cutLine, fitLine, fitMiddle, type Line, lineWidth, selectLine, span } from '../screen.ts';
import { answerOf } from '../selectors.ts';
import type { State } from '../state.ts';
import { cellWidth } from '../text-width.ts';
import { count } from './header.ts';
import { markRanges } from './marked.ts';
import { verdictLines } from './verdict.ts';

/** The verdict and, below it, near misses or what else there is to know; at most `height` lines. */
export function answerView(state: State, height: number): readonly Line[] {
  const { columns } = state.size;
  const { fault, diagnosis, searching } = answerOf(state);
  const lines: Line[] = [];
  if (fault && state.bar.text.trim() !== '') {
    lines.push([span(' … ', 'dim'), span(sanitize(fault.message), 'text'), span(`  ${sanitize(fault.hint)}`, 'dim')]);
  } else if (diagnosis) {
    lines.push(...verdictLines(state, diagnosis, columns));
    const notes = diagnosis.notes.map((note): Line => [span(`   ${sanitize(note)}`)]);
    if (searching) lines.push([span('   looking for near misses…', 'dim')]);
    if (diagnosis.misses.length > 0) {
      const room = Math.max(1, height - lines.length - Math.min(1, notes.length));
      lines.push(...missLines(state, diagnosis.misses, room, columns), ...notes);
    } else lines.push(...afterwords(state), ...notes);
  } else if (!state.app) {
    lines.push(...noApp(state));
  } else {
    lines.push([span(' Type the request that puzzles you: ', 'text'), span('GET /api/…', 'strong')]);
    if (state.history.length > 0) lines.push([span(` ↑ brings back the last of ${state.history.length}`, 'dim')]);
  }
  return lines.slice(0, height).map((line) => cutLine(line, columns));
}

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
