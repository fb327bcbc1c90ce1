import type { ParamValue, Resolution, TraceStep } from '../../model/resolution.ts';
import { allowHeader, invalidParams, matched, methodNotAllowed, notFound } from '../answers.ts';
import { type AppMatcher, type Asked, NO_PARAMS } from '../app-matcher.ts';
import { type Operation, type Segments, takeParams } from './captured.ts';
import { findPath, type PathNode, segmentsOf } from './path-tree.ts';

/**
 * Answers as a server that implements its document exactly: no automatic methods, no redirects, parameters validated. `mounted`
 * answers where no path of the document matches.
 */
export function documentMatcher(
  paths: () => PathNode,
  mounted: AppMatcher | null,
  mounts: readonly string[],
): AppMatcher {
  return {
    resolve(asked) {
      const segments = askedSegments(asked);
      const operations = segments && findPath(paths(), segments);
      if (operations) return answer(operations, segments, asked, mounts);
      return mounted?.resolve(asked) ?? notFound(mounts);
    },
    trace(asked, steps) {
      const segments = askedSegments(asked);
      const operations = segments && findPath(paths(), segments);
      if (operations) traceItem(operations, asked.request.method, steps);
      else mounted?.trace(asked, steps);
    },
  };
}

/** Null where the request has no leading slash: no path matches it. Under a mount the path is decoded already. */
function askedSegments(asked: Asked): Segments | null {
  if (asked.rootPath === '') return asked.request.path.startsWith('/') ? segmentsOf(asked.request.path, true) : null;
  return segmentsOf(asked.path.slice(asked.start), false);
}

function answer(
  operations: readonly Operation[],
  segments: Segments,
  asked: Asked,
  mounts: readonly string[],
): Resolution {
  for (const operation of operations) {
    if (operation.registration.methods.includes(asked.request.method))
      return checked(operation, segments, asked, mounts);
  }
  const [first] = operations;
  const only = operations.length === 1 && first?.registration.methods;
  const methods = only || operations.flatMap(({ registration }) => registration.methods);
  return first ? methodNotAllowed(first.registration, allowHeader(methods), mounts) : notFound(mounts);
}

/** Validates every declared parameter against its schema; one invalid value makes it a 400. */
function checked(operation: Operation, segments: Segments, asked: Asked, mounts: readonly string[]): Resolution {
  const { registration } = operation;
  const params: Record<string, ParamValue> = asked.params === NO_PARAMS ? {} : { ...asked.params };
  const invalid = takeParams(operation, segments, params, true);
  if (invalid === null) return matched(registration, params, mounts);
  takeParams(operation, segments, params, false);
  return invalidParams(registration, 400, params, invalid, mounts);
}

function traceItem(operations: readonly Operation[], method: string, steps: TraceStep[]): void {
  const registrations = operations.map((operation) => operation.registration);
  const fits = registrations.filter((registration) => registration.methods.includes(method));
  if (fits.length === 0) for (const registration of registrations) steps.push({ registration, role: 'partial' });
  fits.forEach((registration, i) => {
    steps.push({ registration, role: i === 0 ? 'answers' : 'shadowed' });
  });
}
