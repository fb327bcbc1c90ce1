import type { ParsedDocument } from '../text/parse-text.ts';
import { own, quote } from '../text/plain-values.ts';
import { type Draft, type Where, warning } from './draft-problems.ts';
import type { Operation } from './operations.ts';
import { shapeOf } from './path-key.ts';
import type { PathSlot } from './read-paths.ts';

/** What only shows when all operations are known. */
export function crossChecks(
  main: ParsedDocument,
  operations: readonly Operation[],
  slots: readonly PathSlot[],
): Draft[] {
  const drafts: Draft[] = [];
  const names = new Map<string, Operation>();
  const undeclared = undeclaredIn(main);
  for (const operation of operations) {
    const { name: id, path, security } = operation.route;
    const other = id === '' ? undefined : names.get(id);
    if (id !== '' && !other) names.set(id, operation);
    if (other && other.value !== operation.value) {
      const message = `operationId ${quote(id)} of ${operation.method} ${path} already names ${other.method} ${other.route.path}`;
      drafts.push(warning('duplicate-operation-id', message, whereOf(operation)));
    }
    for (const name of undeclared(security)) {
      const message = `Security scheme ${quote(name)} of ${operation.method} ${path} isn't declared`;
      drafts.push(warning('undeclared-security', message, whereOf(operation)));
    }
  }
  const shapes = new Map<string, PathSlot[]>();
  for (const slot of slots) {
    if (!slot.key.includes('{')) continue;
    const shape = shapeOf(slot.key);
    const twins = shapes.get(shape);
    if (twins === undefined) shapes.set(shape, [slot]);
    else {
      const [twin, method] = clash(slot, twins);
      if (twin)
        drafts.push(
          warning('same-path', samePath(slot.key, twin.key, method), {
            document: slot.layer.document,
            holder: slot.layer.value,
            key: slot.key,
          }),
        );
      twins.push(slot);
    }
  }
  return drafts;
}

/** Which of an operation's schemes the document doesn't declare, each reported once. */
function undeclaredIn(main: ParsedDocument): (security: readonly string[]) => readonly string[] {
  // Equal lists are one object, and most operations have one of a few.
  const seen = new Set<readonly string[]>();
  const reported = new Set<string>();
  return (security) => {
    if (security.length === 0 || seen.has(security)) return [];
    seen.add(security);
    const schemes = own(own(main.root, 'components'), 'securitySchemes') ?? own(main.root, 'securityDefinitions');
    return security.filter((name) => {
      const isNew = !reported.has(name) && own(schemes, name) === undefined;
      if (isNew) reported.add(name);
      return isNew;
    });
  };
}

/** Only a method that both have makes two such paths compete. So many twins are looked at, because a trap may have thousands. */
const MAX_TWINS = 20;

function clash(slot: PathSlot, twins: readonly PathSlot[]): [PathSlot | null, string] {
  const methods = new Set(slot.operations.map((operation) => operation.method));
  for (const twin of twins.slice(0, MAX_TWINS)) {
    const both = twin.operations.find((operation) => methods.has(operation.method));
    if (both) return [twin, both.method];
  }
  return [null, ''];
}

function samePath(key: string, twin: string, method: string): string {
  return `Path ${quote(key)} differs from ${quote(twin)} only in the names of parameters, so no request tells their ${method} apart`;
}

function whereOf(operation: Operation): Where {
  const { document, value } = operation;
  return { document, holder: value };
}
