import type { SegmentPart } from '../model/path-template.ts';
import { parseParts } from './starlette/path-syntax.ts';

export { compile, compiling } from './compile.ts';
export { orphans } from './orphans.ts';
export { type ContainerNode, isContainerNode } from './register-nodes.ts';
export { withFramework } from './with-framework.ts';

/** The parts of a host pattern: `{tenant}.example.org`. They're read alike in every framework that has hosts. */
export const hostParts = (pattern: string): readonly SegmentPart[] => parseParts(pattern).parts;
