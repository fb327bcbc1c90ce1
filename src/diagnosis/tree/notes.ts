import type { CompiledApp } from '../../dialects/dialect.ts';
import { kindOf } from '../../dialects/registry.ts';
import type { Segment } from '../../model/path-template.ts';
import type { Registration } from '../../model/registration.ts';
import type { Request } from '../../model/request.ts';
import type { Resolution } from '../../model/resolution.ts';
import { slipCount } from '../search/edit-distance.ts';
import { templateSegments } from '../search/template-segments.ts';

/** Explanations of an answer that no other request and no known change would fix. */
export function notes(app: CompiledApp, request: Request, resolution: Resolution): readonly string[] {
  const out: string[] = [];
  if (resolution.outcome === 'not-found' && resolution.mounts.length > 0) {
    out.push(`the mount ${resolution.mounts.at(-1)} matched this request: its 404 is final`);
  }
  const { methodNotes } = kindOf(app.tree.app);
  // A method may be a name that every object has.
  const note = Object.hasOwn(methodNotes, request.method) ? methodNotes[request.method] : undefined;
  if (resolution.outcome === 'method-not-allowed' && note !== undefined) out.push(note);
  if (resolution.outcome !== 'matched') {
    const near = nearestSocket(app, request.path);
    if (near) {
      const what = near.exact ? `${near.path} is a websocket` : `this is similar to the websocket ${near.path}`;
      out.push(`${what}: no HTTP request reaches it, connect with ws:// instead`);
    }
  }
  return out;
}

const SOCKETS = new WeakMap<CompiledApp, readonly Registration[]>();

/** The websockets of an application, looked for once: most have none, and many routes. */
function socketsOf(app: CompiledApp): readonly Registration[] {
  let sockets = SOCKETS.get(app);
  if (!sockets) {
    sockets = app.registrations.filter(({ kind }) => kind === 'websocket');
    SOCKETS.set(app, sockets);
  }
  return sockets;
}

/** The websocket at the requested path, else the first one that differs in one misspelt word. */
function nearestSocket(app: CompiledApp, path: string): { path: string; exact: boolean } | null {
  let near: string | null = null;
  for (const socket of socketsOf(app)) {
    const wrong = misspelt(templateSegments(socket.path, socket.mountContext.framework), path);
    if (wrong === 0) return { path: socket.path, exact: true };
    if (wrong === 1) near ??= socket.path;
  }
  return near === null ? null : { path: near, exact: false };
}

/** How many literal segments of a template a path misspells, types aside; Infinity where it has others. */
function misspelt(meant: readonly Segment[], path: string): number {
  const typed = path.replace(/^\//, '').split('/');
  if (path === '/' && meant.length === 0) return 0;
  if (meant.length !== typed.length) return Infinity;
  let wrong = 0;
  for (const [i, { raw, parts }] of meant.entries()) {
    const text = typed[i] ?? '';
    if (text === raw || parts.some(({ kind }) => kind === 'param')) continue;
    const limit = Math.min(raw.length, text.length) > 3 ? 2 : 1;
    wrong += slipCount(text.toLowerCase(), raw.toLowerCase(), limit) <= limit ? 1 : Infinity;
  }
  return wrong;
}
