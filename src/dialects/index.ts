import type { Annotation } from '../model/annotation.ts';
import type { PathTemplate } from '../model/path-template.ts';
import type { Registration } from '../model/registration.ts';
import type { FrameworkName } from '../model/route-tree.ts';
import type { ParamSpec, PathFault } from './dialect.ts';
import { openapi } from './openapi/index.ts';
import { DIALECTS } from './registry.ts';
import { parseParts } from './starlette/path-syntax.ts';

export { compile, compiling } from './compile.ts';
export { orphans } from './orphans.ts';
export { type Door, isDoor } from './register-nodes.ts';
export { withFramework } from './with-framework.ts';

/** A path in a framework's own syntax, parsed, or why the framework refuses it. */
export function parsePath(framework: FrameworkName, path: string): PathTemplate | PathFault {
  return DIALECTS[framework].parsePath(path);
}

/** Every parameter of a registration's full path, those of mounts included, with what its handler declares. */
export function paramSpecs(registration: Registration): readonly ParamSpec[] {
  const { node, nest, path } = registration;
  const declared: Readonly<Record<string, Annotation>> = node?.kind === 'route' && !node.plain ? node.params : {};
  const parts = nest.framework === 'openapi' ? openapi.parts(path) : parseParts(path).parts;
  return parts.flatMap((part) => {
    if (part.kind !== 'param') return [];
    const annotation = Object.hasOwn(declared, part.name) ? (declared[part.name] ?? null) : null;
    return [{ param: part, annotation: nest.framework === 'starlette' ? null : annotation }];
  });
}

/** Whether a parameter takes a piece of decoded path: its convertor matches it and its annotation is satisfied. */
export function acceptsValue(registration: Registration, spec: ParamSpec, text: string): boolean {
  return DIALECTS[registration.nest.framework].acceptsText(spec, text);
}
