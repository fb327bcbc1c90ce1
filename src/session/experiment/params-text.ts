import { ANNOTATION_NAMES, type Annotation, formatAnnotation, parseAnnotation } from '../../model/annotation.ts';
import type { EditFault } from '../../whatif/edit.ts';

type Params = Readonly<Record<string, Annotation>>;

/** Annotations on one line: `user_id: int, kind: enum:new,used`. */
export function formatParams(params: Params): string {
  return Object.entries(params)
    .map(([name, annotation]) => `${name}: ${formatAnnotation(annotation)}`)
    .join(', ');
}

/** The values of enum and literal contain commas, so after those a parameter begins only at a name with a colon. */
const PARAM = /\s*([^\s,:]+)\s*:\s*((?:enum|literal):(?:(?!,\s*[^\s,:]+\s*:).)*|[^,]*)(?:,|$)/sy;

/** Parses the annotations of a line. An unchanged one stays the same object, since its constraints aren't shown. */
export function parseParams(text: string, before: Params): { readonly params: Params } | EditFault {
  const params = new Map<string, Annotation>();
  const rest = text.trim();
  PARAM.lastIndex = 0;
  while (PARAM.lastIndex < rest.length) {
    const from = PARAM.lastIndex;
    const found = PARAM.exec(rest);
    if (!found) return { fault: `"${rest.slice(from).trim()}" should be NAME: TYPE, like user_id: int` };
    const [, name = '', type = ''] = found;
    const annotation = parseAnnotation(type.trim());
    if (!annotation) return { fault: `unknown type "${type.trim()}"; use one of ${ANNOTATION_NAMES.join(' ')}` };
    if (params.has(name)) return { fault: `${name} is listed twice` };
    const old = Object.hasOwn(before, name) ? before[name] : undefined;
    params.set(name, old && formatAnnotation(old) === formatAnnotation(annotation) ? old : annotation);
  }
  return { params: Object.fromEntries(params) };
}
