import type { Rule } from './lint-context.ts';
import { allowHidesMethods } from './rules/allow-header.ts';
import { ambiguousTemplates, partlyShadowed } from './rules/overlapping.ts';
import { alwaysInvalid, parameterNames, undeclaredParams } from './rules/params.ts';
import { emptySegment, missingSlash, unreachableRootPath } from './rules/paths.ts';
import { doublePrefix, neverIncluded } from './rules/routers.ts';
import { mixedSlashes, redirectDeadEnd, slashPair, slashSplitsMethods } from './rules/slashes.ts';
import { unreachableRoutes } from './rules/unreachable.ts';

/** Every rule that there is, gravest first. The next one is an object, a line here, and a page in docs/rules. */
export const RULES: readonly Rule[] = [
  ...unreachableRoutes,
  unreachableRootPath,
  missingSlash,
  alwaysInvalid,
  partlyShadowed,
  ambiguousTemplates,
  neverIncluded,
  doublePrefix,
  slashSplitsMethods,
  undeclaredParams,
  emptySegment,
  slashPair,
  mixedSlashes,
  redirectDeadEnd,
  parameterNames,
  allowHidesMethods,
];
