import type { CompiledApp } from '../../dialects/dialect.ts';
import type { Registration } from '../../model/registration.ts';
import type { Request } from '../../model/request.ts';
import type { Resolution } from '../../model/resolution.ts';
import { templateSegments } from '../search/template.ts';

/** What explains an answer and yet can't be mended by another request or a known change. */
export function notes(app: CompiledApp, request: Request, resolution: Resolution): readonly string[] {
  const out: string[] = [];
  if (resolution.outcome === 'not-found' && resolution.mounts.length > 0) {
    out.push(`the mount ${resolution.mounts.at(-1)} took this request: its 404 is final, nothing behind it is asked`);
  }
  if (resolution.outcome !== 'matched') {
    for (const socket of socketsOf(app)) {
      if (!matches(socket.path, request.path)) continue;
      out.push(`${socket.path} is a websocket: an HTTP request never reaches it, connect with ws:// instead`);
      break;
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

/** Whether a path has a template's segments, types aside. */
function matches(template: string, path: string): boolean {
  const meant = templateSegments(template, 'fastapi');
  const typed = path.replace(/^\//, '').split('/');
  if (path === '/' && meant.length === 0) return true;
  if (meant.length !== typed.length) return false;
  return meant.every((segment, i) => segment.parts.some(({ kind }) => kind === 'param') || segment.raw === typed[i]);
}
