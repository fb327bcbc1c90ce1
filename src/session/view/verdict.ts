import type { Diagnosis } from '../../diagnosis/near-miss.ts';
import type { Resolution } from '../../model/resolution.ts';
import { sanitize } from '../../model/sanitize.ts';
import { formatStatus } from '../../model/status.ts';
import { rowsOf } from '../rows-of.ts';
import { cutLine, fitMiddle, type Line, lineWidth, type Role, type Span, span } from '../screen.ts';
import type { State } from '../state.ts';

const STATUS_ROLE: Readonly<Record<number, Role>> = {
  2: 'badge-ok',
  3: 'badge-redirect',
  4: 'badge-client',
  5: 'badge-server',
};

/** The status and its explanation in one or two lines, so that a route isn't cut. */
export function verdictLines(state: State, diagnosis: Diagnosis, columns: number): readonly Line[] {
  const { resolution } = diagnosis;
  const role = STATUS_ROLE[Math.floor(resolution.status / 100)] ?? 'text';
  const [main, more] = verdictWords(state, diagnosis);
  const badge = [span(' '), span(` ${formatStatus(resolution.status)} `, role), span('  ')];
  const first = [...badge, ...main];
  const whole = more.length === 0 ? first : [...first, span('  '), ...more];
  if (lineWidth(whole) <= columns) return [whole];
  if (lineWidth(first) > columns && resolution.outcome !== 'not-found')
    return [cutLine([...badge, ...more], columns), shorten([span('   '), ...main], columns)];
  const below = more.length === 0 ? [] : [cutLine([span('   '), ...more], columns)];
  return [shorten(first, columns), ...below];
}

/** Cuts a line in the middle of its last part, a path. */
function shorten(line: Line, columns: number): Line {
  const last = line.at(-1);
  const room = columns - lineWidth(line.slice(0, -1));
  if (!last || lineWidth(line) <= columns || room < 8) return cutLine(line, columns);
  return [...line.slice(0, -1), { ...last, text: fitMiddle(last.text, room) }];
}

/** The explanation of the answer in two parts. */
function verdictWords(state: State, { request, resolution, notes }: Diagnosis): readonly [Line, Line] {
  const path = sanitize(request.path);
  const route = sanitize(resolution.route ?? '');
  const answering = [span(methodWords(state, request.method, resolution), 'method'), span(` ${route}`, 'strong')];
  switch (resolution.outcome) {
    case 'matched':
      return [answering, paramWords(resolution)];
    case 'invalid-params': {
      const words = resolution.invalid.map(
        ({ param, value, expected }) =>
          `${sanitize(param)}: "${sanitize(value)}" is not ${article(sanitize(expected))}`,
      );
      return [answering, [span(words.join('; '))]];
    }
    case 'redirect':
      return [
        [span('→ ', 'redirect'), span(sanitize(resolution.location ?? ''), 'strong')],
        slashWords(path, resolution.location ?? ''),
      ];
    case 'method-not-allowed':
      return [
        resolution.allow === null
          ? [span('no Allow header is sent')]
          : [span('Allow: '), span(sanitize(resolution.allow), 'strong')],
        route === '' ? [] : [span(`from ${route}`, 'dim')],
      ];
    case 'not-found': {
      const mount = resolution.mounts.at(-1);
      return [
        [span('no route matches '), span(path === '' ? '(an empty path)' : path, 'strong')],
        // A note explains it better.
        mount === undefined || notes.length > 0 ? [] : [span(`inside the mount ${sanitize(mount)}`)],
      ];
    }
    case 'server-error':
      return [[span('the framework raises an exception')], route === '' ? [] : [span(`in ${route}`, 'strong')]];
    case 'bad-request':
      return [[span('rejected before routing')], []];
  }
}

function slashWords(path: string, location: string): Line {
  const target = location.split('?')[0] ?? '';
  if (path.endsWith('/') && !target.endsWith('/')) return [span('without its trailing slash', 'dim')];
  if (target.endsWith('/') && !path.endsWith('/')) return [span('with a trailing slash', 'dim')];
  return [];
}

/** Names both methods for an automatic HEAD, which the GET route answers. */
function methodWords(state: State, method: string, resolution: Resolution): string {
  const { registration } = resolution;
  const rows = registration && state.compiled ? rowsOf(state.compiled, registration) : [];
  const own = rows.length === 0 || rows.some((row) => row.method === method || row.method === 'ANY');
  return sanitize(own ? method : `${method} → ${rows[0]?.method ?? ''}`);
}

function paramWords(resolution: Resolution): readonly Span[] {
  const entries = Object.entries(resolution.params ?? {});
  if (entries.length === 0) return [];
  return [
    span(entries.map(([name, value]) => `${sanitize(name)} = ${sanitize(JSON.stringify(value))}`).join(', '), 'param'),
  ];
}

const article = (type: string) => (/^[aeio]/.test(type) ? `an ${type}` : `a ${type}`);
