/**
 * Where the route path starts in a decoded path: behind `root_path` where that is a prefix that ends at a slash or at
 * the end, else at 0 (starlette/_utils.py, get_route_path). The route path is always a tail of the path.
 */
export function routePathStart(path: string, rootPath: string): number {
  const length = rootPath.length;
  if (length === 0 || !path.startsWith(rootPath)) return 0;
  return path.length === length || path.charCodeAt(length) === 47 ? length : 0;
}

/**
 * `root_path` inside a mount, of which `rest` is what `{path:path}` took (starlette/routing.py, Mount.matches). It
 * is cut by length from the end, so that a final newline, which `{path:path}` leaves out, shifts it.
 */
export function mountedRootPath(path: string, start: number, rootPath: string, rest: string): string {
  let end = path.length - rest.length - 1;
  if (path.charCodeAt(path.length - 1) === 10 && !path.endsWith(rest)) {
    // Python counts code points from the end.
    const tail = [...path.slice(start)];
    end = start + tail.slice(0, -(1 + [...rest].length)).join('').length;
  }
  return rootPath + path.slice(start, end);
}
