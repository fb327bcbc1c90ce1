import type { RoutesFileSyntax } from '../routes-file.ts';
import { checkRoutesFile } from './check-routes-file.ts';
import { ROUTE_FORMS } from './route-forms.ts';
import { SHORT_FORM } from './short-form.ts';

/** How routes files write the applications of Python's frameworks; OpenAPI's too, so that a file can be tried out as one. */
export const PYTHON_SYNTAX: RoutesFileSyntax = { short: SHORT_FORM, forms: ROUTE_FORMS, check: checkRoutesFile };
