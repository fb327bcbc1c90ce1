import type { Diagnosis } from '../diagnosis/near-miss.ts';
import { holdsFiles } from '../dialects/make-app.ts';
import { cellWidth } from '../model/cells.ts';
import { formatTarget } from '../model/parse-request.ts';
import type { Registration } from '../model/registration.ts';
import { DEFAULT_HOST } from '../model/request.ts';
import type { TraceStep } from '../model/resolution.ts';
import { sanitize } from '../model/sanitize.ts';
import { formatLocation } from '../model/source.ts';
import { formatStatus } from '../model/status.ts';
import { infoOf } from '../session/route-facts.ts';
import { missesText } from './misses-text.ts';
import type { Paint, Style } from './output.ts';
import { pad, wrap } from './text-layout.ts';

/** The text of `explain`: the verdict, the trace over the routes that mattered, what was probably meant. */
export function explainText(diagnosis: Diagnosis, paint: Paint, width: number): string {
  const sections = [
    verdict(diagnosis, paint, width),
    trace(diagnosis, paint, width),
    missesText(diagnosis, paint, width),
  ];
  return sections.filter((section) => section !== '').join('\n\n');
}

function verdict(diagnosis: Diagnosis, paint: Paint, width: number): string {
  const { request, resolution } = diagnosis;
  const host = request.host === DEFAULT_HOST ? '' : ` ${paint('dim', `on ${sanitize(request.host)}`)}`;
  const asked = `${sanitize(request.method)} ${sanitize(formatTarget(request))}`;
  const style = resolution.outcome === 'matched' ? 'good' : resolution.outcome === 'redirect' ? 'notice' : 'bad';
  const status = paint('bold', paint(style, formatStatus(resolution.status)));
  const sentences = [...reasons(diagnosis), ...diagnosis.notes.map((note) => sanitize(note))];
  const lines = sentences.flatMap((sentence) => wrap(sentence, width - 2)).map((line) => `  ${line}`);
  return [`${status}  ${asked}${host}`, ...lines].join('\n');
}

/** Why, in a sentence or two. */
function reasons({ request, resolution, notes }: Diagnosis): readonly string[] {
  const { registration, mounts, allow, location, invalid } = resolution;
  const method = sanitize(request.method);
  switch (resolution.outcome) {
    case 'matched':
      return registration
        ? [`answered by ${routeWords(registration, method)}`, ...paramLines(resolution.params)]
        : ['answered'];
    case 'redirect':
      return [`redirects to ${sanitize(location ?? '')}: the path differs from a route only in its trailing slash`];
    case 'method-not-allowed':
      return [
        `${sanitize(resolution.route ?? 'the path')} exists, but not for ${method}`,
        allow === null ? 'no Allow header is sent' : `Allow: ${sanitize(allow)}`,
      ];
    case 'invalid-params': {
      const misfits = invalid.map(
        ({ param, expected, value }) =>
          `${sanitize(param)}: ${JSON.stringify(sanitize(value, 80))} is not ${article(expected)}`,
      );
      return [
        ...(registration ? [`taken by ${routeWords(registration, method)}, which refuses a parameter`] : []),
        ...misfits,
      ];
    }
    case 'not-found': {
      const last = mounts.at(-1);
      if (last === undefined) return ['no route matches this path'];
      // What a mount has to do with it, the notes say better where there are any.
      if (notes.length > 0) return [];
      const what = registration && holdsFiles(registration) ? 'file' : 'route';
      return [`the mount ${sanitize(last)} takes this path and has no such ${what}: its 404 is final`];
    }
    case 'server-error':
      return ['the framework itself fails on this request'];
    case 'bad-request':
      return ['this is not a request that a server would take'];
  }
}

function paramLines(params: Diagnosis['resolution']['params']): readonly string[] {
  return Object.entries(params ?? {}).map(
    ([name, value]) => `${sanitize(name)} = ${sanitize(JSON.stringify(value), 200)}`,
  );
}

/** `GET /users (list_users, app/users.py:12)`. */
function routeWords(registration: Registration, method: string): string {
  const at = registration.node?.source;
  const place = at ? formatLocation({ file: at.file, line: at.line }) : '';
  const deprecated = infoOf(registration.node)?.deprecated ? 'deprecated' : '';
  const notes = [registration.name, place, deprecated].filter((note) => note !== '').map((note) => sanitize(note));
  return `${method} ${sanitize(registration.path)}${notes.length === 0 ? '' : ` (${notes.join(', ')})`}`;
}

type Role = readonly [sign: string, words: string, style: Style];

const ROLES: Readonly<Record<TraceStep['role'], Role>> = {
  answers: ['✓', 'answers', 'good'],
  partial: ['◐', 'matches the path, not the method', 'notice'],
  shadowed: ['○', 'also matches, but is registered later', 'dim'],
  entered: ['↳', 'takes everything below it', 'accent'],
  'redirect-target': ['↷', 'matches once the slash is changed', 'notice'],
};
const REFUSES: Role = ['●', 'matches, then rejects it', 'bad'];

/** More steps than a person reads say no more. */
const STEPS = 12;

function trace({ trace: steps, resolution }: Diagnosis, paint: Paint, width: number): string {
  // A trace of one step that answers says nothing that the verdict didn't.
  if (steps.length === 0 || (steps.length === 1 && steps[0]?.registration === resolution.registration)) return '';
  const rows = steps.slice(0, STEPS).map(({ registration, role }) => ({
    methods: sanitize(methodsOf(registration)),
    path: sanitize(registration.path),
    role: role === 'answers' && resolution.outcome !== 'matched' ? REFUSES : ROLES[role],
  }));
  const methodWidth = Math.max(...rows.map(({ methods }) => cellWidth(methods)));
  const pathWidth = Math.max(...rows.map(({ path }) => cellWidth(path)));
  // What happened stands beside the routes where there is room, else below them.
  const beside = Math.max(...rows.map(({ role }) => role[1].length)) + methodWidth + pathWidth + 9 <= width;
  const lines = rows.map(({ methods, path, role: [sign, words, style] }) => {
    const route = `  ${paint(style, sign)}  ${pad(methods, methodWidth)}  `;
    return beside
      ? `${route}${pad(path, pathWidth)}  ${paint('dim', words)}`
      : `${route}${path}\n     ${paint('dim', words)}`;
  });
  const more = steps.length > STEPS ? [`  … and ${steps.length - STEPS} more`] : [];
  return [paint('bold', 'Asked, in order'), ...lines, ...more].join('\n');
}

function methodsOf({ kind, methods }: Registration): string {
  return kind === 'mount' || kind === 'host' ? kind : methods.join(',');
}

function article(expected: string): string {
  const colon = expected.indexOf(':');
  if (colon >= 0) return `one of ${sanitize(expected.slice(colon + 1).replaceAll(',', ', '))}`;
  return `${/^[aeiou]/.test(expected) ? 'an' : 'a'} ${expected}`;
}
