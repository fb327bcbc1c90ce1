import { formatAnnotation } from '../../model/annotation.ts';
import type { Registration } from '../../model/registration.ts';
import type { InvalidParam, ParamValue, Resolution, WalkStep } from '../../model/resolution.ts';
import { allowHeader, invalidParams, matched, methodNotAllowed, notFound } from '../answers.ts';
import type { AppMatcher, Asked } from '../dialect.ts';
import { decodePath } from '../percent-decoding.ts';
import { appMatcher } from '../starlette/app-matcher.ts';
import { type Entry, setOwn } from '../starlette/entry.ts';
import { routePathStart } from '../starlette/root-path.ts';
import { parseParts } from './path-syntax.ts';
import { findPath, type PathHit, type PathNode } from './path-tree.ts';
import { checkValue } from './schema-check.ts';

/** Answers as a server does that follows a document to the letter: nothing automatic, no redirects, parameters checked. */
export function openApiMatcher(root: PathNode, entries: readonly Entry[], mounts: readonly string[]): AppMatcher {
  const find = (asked: Asked) => (isOriginForm(asked) ? findPath(root, segmentsOf(asked)) : null);
  const mounted = appMatcher({ entries, redirectSlashes: false, mounts, rootPath: '' });
  return {
    resolve(asked) {
      const hit = find(asked);
      if (!hit) return entries.length > 0 ? mounted.resolve(asked) : notFound(mounts);
      return answer(hit, asked, mounts);
    },
    walk(asked, steps) {
      const hit = find(asked);
      if (hit) walkItem(hit, asked.request.method, steps);
      else if (entries.length > 0) mounted.walk(asked, steps);
    },
  };
}

/** A request target in origin-form begins with a slash (RFC 9112, 3.2.1); one that doesn't matches no path. */
function isOriginForm(asked: Asked): boolean {
  return asked.rootPath !== '' || asked.request.path.startsWith('/');
}

/** Decoded one by one, so that an encoded slash stays inside its segment; under a mount the path comes decoded. */
function segmentsOf(asked: Asked): readonly string[] {
  const raw = asked.rootPath === '' ? asked.request.path : null;
  const path = raw ?? asked.path.slice(routePathStart(asked.path, asked.rootPath));
  const segments = path.split('/').slice(path.startsWith('/') ? 1 : 0);
  return raw === null ? segments : segments.map(decodePath);
}

function answer({ operations, values }: PathHit, asked: Asked, mounts: readonly string[]): Resolution {
  const operation = operations.find((candidate) => candidate.methods.includes(asked.request.method));
  if (!operation) {
    const allow = operations.flatMap((candidate) => candidate.methods);
    return methodNotAllowed(operations[0] as Registration, allowHeader(allow), mounts);
  }
  return checked(operation, values, asked, mounts);
}

function checked(
  operation: Registration,
  values: readonly string[],
  asked: Asked,
  mounts: readonly string[],
): Resolution {
  const declared = operation.node?.kind === 'route' ? operation.node.params : {};
  const captured: Record<string, ParamValue> = { ...asked.params };
  const params: Record<string, ParamValue> = { ...asked.params };
  const invalid: InvalidParam[] = [];
  let at = 0;
  for (const name of ownNames(operation, values.length)) {
    const text = values[at++] ?? '';
    const annotation = Object.hasOwn(declared, name) ? declared[name] : undefined;
    const value = annotation ? checkValue(annotation, text) : text;
    setOwn(captured, name, text);
    setOwn(params, name, value ?? text);
    if (value === null && annotation)
      invalid.push({ param: name, expected: formatAnnotation(annotation), value: text });
  }
  if (invalid.length > 0) return invalidParams(operation, 400, captured, invalid, mounts);
  return matched(operation, params, mounts);
}

/** Names of the parameters an operation's own path ends with, the mounts' in front left out. */
function ownNames(operation: Registration, count: number): readonly string[] {
  const names = parseParts(operation.path).flatMap((part) => (part.kind === 'param' ? [part.name] : []));
  return count === 0 ? [] : names.slice(-count);
}

function walkItem({ operations }: PathHit, method: string, steps: WalkStep[]): void {
  let answered = false;
  for (const registration of operations) {
    if (!registration.methods.includes(method)) {
      if (!answered && !operations.some((other) => other.methods.includes(method))) {
        steps.push({ registration, role: 'partial' });
      }
    } else {
      steps.push({ registration, role: answered ? 'shadowed' : 'answers' });
      answered = true;
    }
  }
}
