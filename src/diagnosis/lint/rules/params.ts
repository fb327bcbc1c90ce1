import { dialectFor } from '../../../dialects/registry.ts';
import { formatAnnotation } from '../../../model/annotation.ts';
import type { TemplateParam } from '../../../model/path-template.ts';
import { annotationOf } from '../../../model/registration.ts';
import type { Found } from '../finding.ts';
import { exampleOf, findingAt, type LintContext, type Rule } from '../lint-context.ts';
import { shapeOfPath } from '../overlap.ts';
import { requestFor, samplePath, sampleValues } from '../sample.ts';
import { called, code, type Entry } from '../scope.ts';

export const parameterNames: Rule = {
  id: 'parameter-names',
  severity: 'info',
  title: 'Routes with the same path that give its parameter different names.',
  *find(context) {
    for (const scope of context.scopes) {
      const first = new Map<string, Entry>();
      for (const entry of scope.entries) {
        if (dialectFor(entry.registration).paths.isLiteral(entry.registration.path)) continue;
        const shape = shapeOfPath(entry);
        const earlier = first.get(shape);
        if (!earlier) first.set(shape, entry);
        else if (earlier.registration.path !== entry.registration.path) {
          if (entry.registration.methods.every((method) => context.isHidden(entry, method))) continue;
          yield findingAt(entry, {
            registrations: [entry.registration.order, earlier.registration.order],
            message: `${called(entry.registration)} and ${called(earlier.registration)} are the same path with different parameter names.`,
            fix: 'Use the same name in both, so that links, documentation and clients see one path.',
          });
        }
      }
    }
  },
};

export const undeclaredParams: Rule = {
  id: 'undeclared-params',
  severity: 'warning',
  title: 'A route that declares a path parameter that its path does not have.',
  *find({ entries }) {
    for (const entry of entries) {
      const { node } = entry.registration;
      if (node?.kind !== 'route') continue;
      const names = new Set(paramsOf(entry).map((param) => param.name));
      for (const name of Object.keys(node.params)) {
        if (names.has(name)) continue;
        yield findingAt(entry, {
          message: `${called(entry.registration)} declares the path parameter ${code(name)}, but its path has no ${code(`{${name}}`)}.`,
          fix: `Add ${code(`{${name}}`)} to the path, or rename or remove the parameter.`,
        });
      }
    }
  },
};

export const alwaysInvalid: Rule = {
  id: 'always-invalid',
  severity: 'error',
  title: 'A parameter whose convertor and annotation contradict each other, so that every request is rejected.',
  *find(context) {
    for (const entry of context.entries) yield* refused(context, entry);
  },
};

/** A route is called invalid when none of the values made for its parameter is accepted, and at least one was looked at. */
function* refused(context: LintContext, entry: Entry): Iterable<Found> {
  const { registration } = entry;
  const [method = 'GET'] = registration.methods;
  const path = samplePath(registration);
  const asked = context.app.resolve(requestFor(method, path));
  if (asked.outcome !== 'invalid-params' || asked.registration !== registration) return;
  for (const { param } of asked.invalid) {
    const annotation = annotationOf(registration, param);
    const part = paramsOf(entry).find((one) => one.name === param);
    if (!annotation || !part || limited(annotation)) continue;
    const values = sampleValues(part.convertor, annotation);
    const accepted = values.some((value) => {
      const other = context.app.resolve(requestFor(method, samplePath(registration, { [param]: value })));
      return other.registration !== registration || !other.invalid.some((one) => one.param === param);
    });
    if (accepted) continue;
    const wanted = formatAnnotation(annotation);
    yield findingAt(entry, {
      message: `${called(registration)} rejects every request: no value of the convertor ${code(part.convertor)} is valid for ${code(`${param}: ${wanted}`)}.`,
      fix: `Make convertor and annotation agree: ${code(`{${param}}`)} with ${code(wanted)}, or ${code(`{${param}:${part.convertor}}`)} with ${code(part.convertor === 'path' ? 'str' : part.convertor)}.`,
      example: exampleOf(context.app, requestFor(method, path)),
    });
  }
}

/** Numbers and texts with limits can refuse a sample and accept others. */
const limited = (annotation: object) => 'constraints' in annotation && annotation.constraints !== undefined;

function paramsOf(entry: Entry): TemplateParam[] {
  return entry.segments().flatMap(({ parts }) => parts.filter((part) => part.kind === 'param'));
}
