import type { RouterSupport } from '../dialect.ts';
import { REDIRECT_SLASHES } from '../starlette/starlette-kinds.ts';

/** `fastapi.APIRouter`, declared and included. */
export const API_ROUTERS: Omit<RouterSupport, 'registerAlone'> = {
  kind: 'apirouter',
  options: { redirect_slashes: { ...REDIRECT_SLASHES, about: 'Ignored once the router is included, as in FastAPI.' } },
  // What is Starlette's own goes without its router's prefix (fastapi/routing.py, 0.141.1).
  skipsPrefix: (node) => node.kind === 'mount' || node.kind === 'endpoint' || (node.kind === 'route' && node.plain),
};
