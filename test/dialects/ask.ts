import { compile } from '../../src/dialects/index.ts';
import type { RoutesFile } from '../../src/formats/routes-file/build-tree.ts';
import { buildTree } from '../../src/formats/routes-file/build-tree.ts';
import { makeRequest } from '../../src/model/request.ts';

type Options = Parameters<typeof makeRequest>[2];

/** The application of a routes file, as an object. */
export const appOf = (file: RoutesFile) => compile(buildTree(file));

/** An answer in one line: `200 /users/{id} {"id":5}`, `307 -> /users`, `405 /users [GET]`, `404 in /api`. */
export function ask(file: RoutesFile, line: string, options?: Options): string {
  const [method = '', target = ''] = line.split(' ');
  const { status, route, params, location, allow, mounts } = appOf(file).resolve(makeRequest(method, target, options));
  const words: string[] = [String(status)];
  if (route !== null) words.push(route);
  if (params && Object.keys(params).length > 0) words.push(JSON.stringify(params));
  if (location !== null) words.push(`-> ${location}`);
  if (allow !== null) words.push(`[${allow}]`);
  if (status === 404 && mounts.length > 0) words.push(`in ${mounts.join(' ')}`);
  return words.join(' ');
}

/** The trace in one line per step: `partial GET /users`. */
export function trace(file: RoutesFile, line: string, options?: Options): string[] {
  const [method = '', target = ''] = line.split(' ');
  const steps = appOf(file).trace(makeRequest(method, target, options));
  return steps.map(
    ({ role, registration }) => `${role} ${registration.methods.join(',') || registration.kind} ${registration.path}`,
  );
}
