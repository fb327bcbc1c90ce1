import { asText, type RoutesFileSyntax, type ShortForm } from '../routes-file.ts';
import { RULES } from '../text-rules.ts';
import { checkRoutesFile } from './check-routes-file.ts';
import { ROUTE_FORMS } from './route-forms.ts';

/** `METHOD[,METHOD] PATH`: a route that says nothing else. */
const SHORT_FORM: ShortForm = {
  rule: RULES.short,
  about: 'METHOD[,METHOD] PATH',
  expand(route) {
    const [before = '', methods = ''] = /^(\S+)\s+/.exec(route) ?? [];
    const keys = { path: route.slice(before.length).trimEnd(), methods: methods.split(',') };
    return { name: 'path', keys, offset: before.length };
  },
  write(pairs) {
    const [path, methods, more] = pairs;
    if (path?.[0] !== 'path' || more) return null;
    const route = `${String(methods?.[1])} ${asText(path[1])}`;
    return asText(path[1]) === asText(path[1]).trim() && RULES.short.pattern.test(route) ? route : null;
  },
};

/** How routes files write the applications of Python's frameworks; OpenAPI's too, so that a file can be tried out as one. */
export const PYTHON_SYNTAX: RoutesFileSyntax = { short: SHORT_FORM, forms: ROUTE_FORMS, check: checkRoutesFile };
