import type { Annotation } from '../model/annotation.ts';
import type { PathTemplate, SegmentPart } from '../model/path-template.ts';
import type { Registration } from '../model/registration.ts';
import type { FrameworkName } from '../model/route-tree.ts';
import type { ParamSpec } from './dialect.ts';
import { dialectFor, dialectNamed } from './registry.ts';
import { parseParts } from './starlette/path-syntax.ts';
import type { PathFault } from './template-syntax.ts';

export { compile, compiling } from './compile.ts';
export { orphans } from './orphans.ts';
export { type ContainerNode, isContainerNode } from './register-nodes.ts';
export { withFramework } from './with-framework.ts';

/** A path in a framework's own syntax, parsed, or why the framework refuses it. */
export function parsePath(framework: FrameworkName, path: string): PathTemplate | PathFault {
  return dialectNamed(framework).paths.parse(path);
}

/** The parts of a host pattern: `{tenant}.example.org`. They're read alike in every framework that has hosts. */
export const hostParts = (pattern: string): readonly SegmentPart[] => parseParts(pattern).parts;

/** Every parameter of a registration's full path, those of mounts included, with what its handler declares. */
export function paramSpecs(registration: Registration): readonly ParamSpec[] {
  const { node, path } = registration;
  const { paths, validates } = dialectFor(registration);
  const declared: Readonly<Record<string, Annotation>> = node?.kind === 'route' && !node.plain ? node.params : {};
  return paths.parts(path).flatMap((part) => {
    if (part.kind !== 'param') return [];
    const annotation = Object.hasOwn(declared, part.name) ? (declared[part.name] ?? null) : null;
    return [{ param: part, annotation: validates ? annotation : null }];
  });
}

/** Whether a parameter takes a piece of decoded path: its convertor matches it and its annotation is satisfied. */
export function acceptsValue(registration: Registration, spec: ParamSpec, text: string): boolean {
  return dialectFor(registration).acceptsText(spec, text);
}
