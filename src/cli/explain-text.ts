import type { Diagnosis, NearMiss } from '../diagnosis/near-miss.ts';
import { formatTarget } from '../model/parse-request.ts';
import type { Registration } from '../model/registration.ts';
import { DEFAULT_HOST } from '../model/request.ts';
import type { WalkStep } from '../model/resolution.ts';
import { sanitize } from '../model/sanitize.ts';
import { formatLocation } from '../model/source.ts';
import { formatStatus } from '../model/status.ts';
import { infoOf } from '../session/route-facts.ts';
import { cellWidth } from '../session/text-width.ts';
import { marked } from './marked.ts';
import type { Paint, Style } from './output.ts';
import { columns } from './text-columns.ts';

/** What `explain` says to a person: the verdict, the walk over the routes that mattered, what was probably meant. */
export function explainText(diagnosis: Diagnosis, paint: Paint, width: number): string {
  const sections = [verdict(diagnosis, paint), walk(diagnosis, paint), meant(diagnosis, paint, width)];
  return sections.filter((section) => section !== '').join('\n\n');
}

const STYLE_OF: Readonly<Record<Diagnosis['resolution']['outcome'], Style>> = {
  matched: 'good',
  redirect: 'notice',
  'method-not-allowed': 'bad',
  'invalid-params': 'bad',
  'not-found': 'bad',
  'server-error': 'bad',
  'bad-request': 'bad',
};

function verdict(diagnosis: Diagnosis, paint: Paint): string {
  const { request, resolution } = diagnosis;
  const host = request.host === DEFAULT_HOST ? '' : ` ${paint('dim', `on ${sanitize(request.host)}`)}`;
  const asked = `${sanitize(request.method)} ${sanitize(formatTarget(request))}`;
  const status = paint(STYLE_OF[resolution.outcome], formatStatus(resolution.status));
  return [`${paint('bold', status)}  ${asked}${host}`, ...reasons(diagnosis, paint)]
    .map((line, i) => (i === 0 ? line : `  ${line}`))
    .join('\n');
}

/** Why, in a line or two. */
function reasons({ request, resolution }: Diagnosis, paint: Paint): readonly string[] {
  const { registration, mounts, allow } = resolution;
  const method = sanitize(request.method);
  switch (resolution.outcome) {
    case 'matched':
      return registration
        ? [`answered by ${routeWords(registration, method, paint)}`, ...paramLines(resolution.params)]
        : ['answered'];
    case 'redirect':
      return [
        `redirects to ${paint('bold', sanitize(resolution.location ?? ''))}`,
        'the path differs from a route only in its trailing slash',
      ];
    case 'method-not-allowed':
      return [
        `${sanitize(resolution.route ?? 'the path')} exists, but not for ${method}`,
        allow === null ? 'no Allow header is sent' : `Allow: ${sanitize(allow)}`,
      ];
    case 'invalid-params':
      return [
        ...(registration ? [`${routeWords(registration, method, paint)} takes it and refuses its parameters`] : []),
        ...resolution.invalid.map(
          ({ param, expected, value }) =>
            `${sanitize(param)}: ${JSON.stringify(sanitize(value, 80))} is not ${article(expected)}`,
        ),
      ];
    case 'not-found': {
      const last = mounts.at(-1);
      if (last === undefined) return ['no route matches this path'];
      const what = registration?.kind === 'static' ? 'file' : 'route';
      return [
        `${last === '' ? 'a mount at the root' : `the mount ${sanitize(last)}`} takes this path and has no such ${what}: its 404 is final`,
      ];
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

function routeWords(registration: Registration, method: string, paint: Paint): string {
  const path = paint('bold', `${method} ${sanitize(registration.path)}`);
  return [path, ...notes(registration).map((note) => paint('dim', note))].join('  ');
}

/** Name and place of a declaration; nothing where nobody knows. */
function notes(registration: Registration): readonly string[] {
  const at = registration.node?.source;
  const deprecated = infoOf(registration.node)?.deprecated ? ['deprecated'] : [];
  return [registration.name, at ? formatLocation({ file: at.file, line: at.line }) : '']
    .map((text) => sanitize(text))
    .concat(deprecated)
    .filter((text) => text !== '');
}

const ROLES: Readonly<Record<WalkStep['role'], readonly [sign: string, words: string, style: Style]>> = {
  answers: ['✓', 'answers', 'good'],
  partial: ['◐', 'matches the path, not the method', 'notice'],
  shadowed: ['○', 'would answer too, but comes later', 'dim'],
  entered: ['↳', 'takes everything below it: nothing behind it is asked', 'accent'],
  'redirect-target': ['↷', 'matches once the slash is changed', 'notice'],
};

const TAKES: (typeof ROLES)['answers'] = ['●', 'takes it, and refuses it', 'bad'];

/** More steps than a person reads say no more. */
const STEPS = 12;

function walk({ walk: steps, resolution }: Diagnosis, paint: Paint): string {
  // A walk of one step that answers says nothing that the verdict didn't.
  if (steps.length === 0 || (steps.length === 1 && steps[0]?.registration === resolution.registration)) return '';
  const rows = steps.slice(0, STEPS).map(({ registration, role }) => {
    const [sign, words, style] = role === 'answers' && resolution.outcome !== 'matched' ? TAKES : ROLES[role];
    const methods =
      registration.kind === 'mount' ? 'mount' : registration.kind === 'host' ? 'host' : registration.methods.join(',');
    return [paint(style, sign), sanitize(methods), sanitize(registration.path), paint('dim', words)];
  });
  const more = steps.length > STEPS ? `\n  … and ${steps.length - STEPS} more` : '';
  return `${paint('bold', 'Asked, in order')}\n${indent(columns(rows))}${more}`;
}

function meant({ misses }: Diagnosis, paint: Paint, width: number): string {
  if (misses.length === 0) return '';
  const widest = Math.max(...misses.map((miss) => cellWidth(`${miss.method} ${sanitize(miss.path)}`)));
  // Causes stand beside the requests where there is room, else below them.
  const beside = widest + 50 <= width;
  const lines = misses.map((miss, place) => missLines(miss, place, beside ? widest : null, paint));
  const title = misses.length === 1 ? 'Probably meant' : 'Probably meant, the likeliest first';
  return `${paint('bold', title)}\n${indent(lines.join('\n'))}`;
}

function missLines(miss: NearMiss, place: number, beside: number | null, paint: Paint): string {
  const number = paint('accent', `${place + 1}`);
  const plain = `${sanitize(miss.method)} ${sanitize(miss.path)}`;
  const request = `${sanitize(miss.method)} ${marked(miss, paint)}`;
  const route = miss.route === miss.path ? [] : [`route ${sanitize(miss.route)}`];
  const edit = miss.edit === null ? [] : [`${paint('notice', 'change the application:')} ${sanitize(miss.edit.words)}`];
  const told = [
    ...miss.causes.map((cause) => sanitize(cause.detail)),
    ...edit,
    ...route.map((text) => paint('dim', text)),
  ];
  if (beside === null) return [`${number}  ${request}`, ...told.map((line) => `     ${line}`)].join('\n');
  const gap = ' '.repeat(Math.max(0, beside - cellWidth(plain)));
  const [first = '', ...others] = told;
  const below = ' '.repeat(beside + 6);
  return [`${number}  ${request}${gap}   ${first}`.trimEnd(), ...others.map((line) => below + line)].join('\n');
}

const indent = (text: string) => text.replace(/^/gm, '  ');

const article = (expected: string) =>
  expected.includes(':')
    ? `one of ${expected.slice(expected.indexOf(':') + 1).replaceAll(',', ', ')}`
    : `${/^[aeiou]/.test(expected) ? 'an' : 'a'} ${expected}`;
