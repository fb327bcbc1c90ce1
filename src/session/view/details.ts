import { opaqueApp } from '../../dialects/make-app.ts';
import { kindOf } from '../../dialects/registry.ts';
import { formatTarget } from '../../model/parse-request.ts';
import type { Registration, RouteRow } from '../../model/registration.ts';
import { DEFAULT_HOST } from '../../model/request.ts';
import type { Host, IncludedRouter, Mount } from '../../model/route-tree.ts';
import { sanitize } from '../../model/sanitize.ts';
import { formatLocation } from '../../model/source.ts';
import { formatStatus } from '../../model/status.ts';
import { curlOf, exampleRequest } from '../example.ts';
import { isWorking } from '../experiment/background-compile.ts';
import { findingsOf } from '../findings.ts';
import type { Layout } from '../layout.ts';
import { infoOf, paramsOf } from '../route-facts.ts';
import { type Line, positionNote, type Role, region, span, wrap } from '../screen.ts';
import { currentRow } from '../selectors.ts';
import type { State } from '../state.ts';
import { codeLines } from './marked.ts';

const LABEL = 12;

/** The details of the selected route. */
export function detailsView(state: State, layout: Layout): readonly Line[] {
  const focused = state.focus === 'details' && state.overlay === null;
  const content = detailsContent(state, layout.detailsWidth);
  const rows = layout.detailsRows;
  const scroll = Math.min(state.details.scroll, Math.max(0, content.length - rows));
  const position = positionNote(scroll, rows, content.length);
  return region({
    title: [span('Route', focused ? 'border-focus' : 'strong')],
    note: position.length === 0 ? [] : [...position, span(' lines', 'dim')],
    lines: content.slice(scroll, scroll + rows),
    width: layout.detailsWidth,
    height: layout.tableHeight,
    focused,
  });
}

/** All lines of the details. */
export function detailsContent(state: State, width: number): readonly Line[] {
  const row = currentRow(state);
  if (!row || !state.compiled) return [[span(' no route selected', 'dim')]];
  const { registration } = row;
  const info = infoOf(registration.node);
  const lines: Line[] = [];
  const text = (words: string, role: Role) => {
    for (const line of codeLines(wrap(words, width - 2), role)) lines.push([span(' '), ...line]);
  };
  const field = (label: string, words: string, role: Role = 'text') => {
    if (words === '') return;
    wrap(words, width - LABEL - 1).forEach((line, i) => {
      lines.push([span(` ${(i === 0 ? label : '').padEnd(LABEL - 1)}`, 'dim'), span(line, role)]);
    });
  };

  text(`${sanitize(row.method)} ${sanitize(registration.path === '' ? '(empty path)' : registration.path)}`, 'strong');
  if (info?.summary) text(sanitize(info.summary), 'text');
  if (info?.deprecated) text('deprecated', 'warning');
  if (registration.disabled) text('switched off (space switches it on)', 'warning');
  lines.push([]);
  field('name', sanitize(registration.name));
  field('kind', kindWords(registration));
  const others = registration.methods.filter((method) => method !== row.method);
  field('also', others.map((method) => sanitize(method)).join(', '));
  field('automatic', registration.automatic.map((method) => sanitize(method)).join(', '));
  const at = registration.node?.source;
  field('declared', at ? sanitize(formatLocation(at)) : '');
  field('tags', sanitize(info?.tags.join(', ') ?? ''));
  field('security', sanitize(info?.security.join(', ') ?? ''));
  for (const [i, param] of paramsOf(registration).entries()) {
    const type = param.type === '' ? 'any text without a slash' : param.type;
    const decides = param.convertor === null ? '' : ' (must match)';
    field(i === 0 ? 'parameters' : '', `${sanitize(param.name)}: ${sanitize(type)}${decides}`, 'param');
  }
  for (const [i, via] of registration.mountContext.via.entries()) field(i === 0 ? 'inside' : '', viaWords(via));
  for (const finding of findingsOf(state).get(registration.order) ?? []) {
    lines.push([]);
    text(`${finding.severity}: ${sanitize(finding.message)}`, finding.severity === 'info' ? 'dim' : 'warning');
    text(`${sanitize(finding.fix)} (${finding.rule})`, 'dim');
  }
  lines.push([]);
  exampleLines(state, row, field, text);
  return lines;
}

/** The example request and its answer, which may come from a route above. */
function exampleLines(
  state: State,
  row: RouteRow,
  field: (label: string, words: string, role?: Role) => void,
  text: (words: string, role: Role) => void,
): void {
  if (row.method === 'WS') {
    field('example', 'websocket routes never answer HTTP requests');
    return;
  }
  const request = exampleRequest(row);
  const host = request.host === DEFAULT_HOST ? '' : `  (Host: ${sanitize(request.host)})`;
  field('example', `${sanitize(request.method)} ${sanitize(formatTarget(request))}${host}`, 'strong');
  text(sanitize(curlOf(request)), 'text');
  if (!state.compiled || isWorking(state)) return;
  const resolution = state.compiled.resolve(request);
  const elsewhere = resolution.registration !== row.registration && resolution.route !== null;
  const role: Role = resolution.status < 300 && !elsewhere ? 'ok' : 'warning';
  field(
    'answered',
    `${formatStatus(resolution.status)}${elsewhere ? `, by ${sanitize(resolution.route ?? '')}` : ''}`,
    role,
  );
}

const KIND_WORDS: Readonly<Record<Registration['kind'], string>> = {
  route: '',
  plain: 'plain Starlette route: parameters aren’t validated',
  endpoint: 'endpoint class: matches every method, sends 405 itself',
  docs: 'added by the framework',
  websocket: 'websocket: never matches an HTTP request',
  frontend: 'frontend: tried after all routes',
  mount: 'mount: its answer is final',
  host: 'host: later routes aren’t tried',
  opaque: '',
};

function kindWords(registration: Registration): string {
  const app = opaqueApp(registration);
  return (app && kindOf(app).opaque?.about) ?? KIND_WORDS[registration.kind];
}

function viaWords(via: IncludedRouter | Mount | Host): string {
  switch (via.kind) {
    case 'include':
      return `router ${sanitize(via.router)}${via.prefix === '' ? '' : `, included under ${sanitize(via.prefix)}`}`;
    case 'mount':
      return `mount ${sanitize(via.path)} (${via.app.kind})`;
    case 'host':
      return `host ${sanitize(via.host)} (${via.app.kind})`;
  }
}
