import type { OpenApiDocument } from './document.ts';
import type { Operation } from './operations.ts';
import { shapeOf } from './path-key.ts';
import { type Draft, warning } from './report.ts';
import { own, quote } from './values.ts';
import type { PathSlot } from './walk.ts';

/** What only shows when all operations are known. */
export function crossChecks(
  main: OpenApiDocument,
  operations: readonly Operation[],
  slots: readonly PathSlot[],
): Draft[] {
  const drafts: Draft[] = [];
  const names = new Map<string, Operation>();
  const schemes = own(own(main.root, 'components'), 'securitySchemes') ?? own(main.root, 'securityDefinitions');
  const undeclared = new Set<string>();
  for (const operation of operations) {
    const where = { document: operation.document, holder: operation.value };
    const said = `${operation.method} ${operation.path}`;
    const other = operation.name === '' ? undefined : names.get(operation.name);
    if (operation.name !== '' && !other) names.set(operation.name, operation);
    if (other) {
      const message = `operationId ${quote(operation.name)} of ${said} already names ${other.method} ${other.path}`;
      drafts.push(warning('duplicate-operation-id', message, where));
    }
    for (const name of operation.security) {
      if (undeclared.has(name) || own(schemes, name) !== undefined) continue;
      undeclared.add(name);
      drafts.push(warning('undeclared-security', `Security scheme ${quote(name)} of ${said} isn't declared`, where));
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
      if (twin) drafts.push(warning('same-path', samePath(slot.key, twin.key, method), slot.where));
      twins.push(slot);
    }
  }
  return drafts;
}

/** Only a method that both have makes two such paths compete. So many twins are looked at, because a trap may have thousands. */
const MOST_TWINS = 20;

function clash(slot: PathSlot, twins: readonly PathSlot[]): [PathSlot | null, string] {
  const methods = new Set(slot.operations.map((operation) => operation.method));
  for (const twin of twins.slice(0, MOST_TWINS)) {
    const both = twin.operations.find((operation) => methods.has(operation.method));
    if (both) return [twin, both.method];
  }
  return [null, ''];
}

function samePath(key: string, twin: string, method: string): string {
  return `Path ${quote(key)} differs from ${quote(twin)} only in the names of parameters, so no request tells their ${method} apart`;
}
