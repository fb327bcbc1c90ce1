import type { Diagnosis } from '../../diagnosis/near-miss.ts';
import { formatRequest } from '../../model/parse-request.ts';
import { errorsOf } from '../../model/problem.ts';
import { sanitize } from '../../model/sanitize.ts';
import { exampleRequest, typicalRow } from '../example.ts';
import { isBehind } from '../experiment/background-compile.ts';
import { declaredShort, infoOf } from '../route-facts.ts';
import { cutLine, firstLines, type Line, span, wrap } from '../screen.ts';
import { answerOf } from '../selectors.ts';
import type { State } from '../state.ts';
import { count } from '../text-width.ts';
import { missLines } from './misses.ts';
import { verdictLines } from './verdict.ts';

/** The verdict, then near misses or notes; at most `height` lines. */
export function answerView(state: State, height: number): readonly Line[] {
  const { columns } = state.size;
  const { fault, diagnosis, searching, working } = answerOf(state);
  const lines: Line[] = [];
  if (fault && state.bar.text.trim() !== '') {
    lines.push([span(' … ', 'dim'), span(sanitize(fault.message), 'text'), span(`  ${sanitize(fault.hint)}`, 'dim')]);
  } else if (diagnosis) {
    lines.push(...verdictLines(state, diagnosis, columns));
    const notes = diagnosis.notes.flatMap((note) =>
      wrap(sanitize(note), columns - 4).map((line): Line => [span(`   ${line}`)]),
    );
    if (searching) lines.push([span('   searching for near misses…', 'dim')]);
    if (diagnosis.misses.length > 0) {
      const room = Math.max(1, height - lines.length - Math.min(1, notes.length));
      lines.push(...missLines(state, diagnosis, room, columns), ...notes);
    } else lines.push(...afterwords(diagnosis, searching !== null), ...notes);
  } else if (!state.compiled) {
    lines.push(...noApp(state));
  } else if (working && state.bar.text.trim() !== '') {
    lines.push([span(' … ', 'dim'), span(isBehind(state) ? 'applying the change' : 'indexing the routes', 'text')]);
  } else {
    const row = typicalRow(state.compiled);
    const example = row ? sanitize(formatRequest(exampleRequest(row))) : 'GET /api/…';
    lines.push([span(' Type a request, such as ', 'text'), span(example, 'strong')]);
    const blind = state.compiled.tree.blindSpots;
    if (blind.length > 0) {
      const words = `Not in this document: ${blind.join(', ')}.`;
      lines.push(...wrap(words, columns - 2).map((line): Line => [span(` ${line}`, 'warning')]));
    }
    if (state.history.length > 0) lines.push([span(' ↑ recalls the last request', 'dim')]);
  }
  return firstLines(lines, height, columns).map((line) => cutLine(line, columns));
}

/** Notes on an answer without near misses. */
function afterwords({ resolution, shadowed, notes }: Diagnosis, searching: boolean): readonly Line[] {
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
      span('  also matches, but is registered later', 'dim'),
    ]);
  }
  const mount = resolution.mounts.at(-1);
  if (mount !== undefined && resolution.outcome !== 'not-found') {
    lines.push([span(`   inside the mount ${sanitize(mount)}`, 'dim')]);
  }
  if (lines.length === 0 && resolution.outcome === 'not-found' && !searching && notes.length === 0)
    lines.push([span('   no similar route', 'dim')]);
  return lines;
}

function noApp(state: State): readonly Line[] {
  if (state.loading) {
    const { note, fraction } = state.loading;
    const percent = fraction === null ? '' : ` ${Math.round(fraction * 100)} %`;
    return [[span(` Loading ${sanitize(state.source)}: ${note}${percent}`, 'text'), span('  ctrl-c quits', 'dim')]];
  }
  return [
    [
      span(' The source can’t be used: ', 'client-error'),
      span(`${count(errorsOf(state.problems).length, 'error')}, `),
      span('F2', 'key'),
      span(' shows them all'),
    ],
    ...(state.watching ? [[span(' Fix and save it: it is reloaded automatically.', 'dim')]] : []),
  ];
}
