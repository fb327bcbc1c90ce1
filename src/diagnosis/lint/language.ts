import { hostParts } from '../../dialects/index.ts';
import type { Annotation } from '../../model/annotation.ts';
import type { ConvertorName, SegmentPart } from '../../model/path-template.ts';
import { annotationOf, type Registration } from '../../model/registration.ts';
import type { CharClass, Edge, Language } from './automaton.ts';
import { segmentsOf } from './registration-segments.ts';

/**
 * The language of a registration's full path; convertors as in starlette/convertors.py. `below`: of a mount's, which takes
 * what is behind its path and a slash. `accepted`: narrowed to what annotations accept. A path that doesn't begin with a
 * slash matches nothing, since every request's does.
 */
export function pathLanguage(registration: Registration, tail: 'exact' | 'below', accepted: boolean): Language {
  const { path } = registration;
  const build = builder();
  if (path !== '' && !path.startsWith('/')) return build.nothing();
  for (const segment of segmentsOf(registration)) {
    build.text('/');
    for (const part of segment.parts) {
      const annotation = accepted && part.kind === 'param' ? annotationOf(registration, part.name) : null;
      if (part.kind === 'literal' || !annotation || part.convertor !== 'str') build.part(part);
      else if ('values' in annotation) build.oneOf(annotation.values);
      else build.part({ ...part, convertor: NARROWED[annotation.kind] ?? 'str' });
    }
  }
  if (path === '/' && tail === 'exact') build.text('/');
  if (tail === 'below') {
    build.text('/');
    build.part({ kind: 'param', name: '', convertor: 'path' });
  }
  return build.done();
}

/** What an annotation leaves of a segment, as a convertor. Negative numbers and limits are left out. */
export const NARROWED: Partial<Record<Annotation['kind'], ConvertorName>> = {
  int: 'int',
  float: 'float',
  decimal: 'float',
  uuid: 'uuid',
};

/** The language of a host pattern: `{tenant}.example.org`. */
export function hostLanguage(pattern: string): Language {
  const build = builder();
  for (const part of hostParts(pattern)) build.part(part);
  return build.done();
}

function builder() {
  const edges: Edge[][] = [[]];
  const literals = new Set<string>();
  let at = 0;
  const step = (on: CharClass): number => {
    edges.push([]);
    edges[at]?.push({ on, to: edges.length - 1 });
    at = edges.length - 1;
    return at;
  };
  const loop = (on: CharClass) => edges[at]?.push({ on, to: at });
  const many = (on: CharClass) => {
    step(on);
    loop(on);
  };
  const optional = (inner: () => void) => {
    const before = at;
    inner();
    edges[before]?.push({ on: null, to: at });
  };
  const text = (value: string) => {
    for (const char of value) {
      literals.add(char);
      step({ char });
    }
  };
  const part = (one: SegmentPart) => {
    if (one.kind === 'literal') return text(one.text);
    switch (one.convertor) {
      case 'str':
        return many('segment');
      case 'path':
        step(null);
        return void loop('any');
      case 'int':
        return many('digit');
      case 'float':
        many('digit');
        step(null);
        return optional(() => {
          text('.');
          many('digit');
          step(null);
        });
      case 'uuid':
        for (const [i, length] of [8, 4, 4, 4, 12].entries()) {
          if (i > 0) optional(() => text('-'));
          for (let n = 0; n < length; n++) step('hex');
        }
    }
  };
  const oneOf = (values: readonly string[]) => {
    const before = at;
    const ends = values.map((value) => {
      at = before;
      step(null);
      text(value);
      return at;
    });
    edges.push([]);
    at = edges.length - 1;
    for (const end of ends) edges[end]?.push({ on: null, to: at });
  };
  return {
    text,
    part,
    oneOf,
    done: (): Language => ({ edges, literals, accepts: new Set([at]) }),
    nothing: (): Language => ({ edges: [[]], literals, accepts: new Set() }),
  };
}
