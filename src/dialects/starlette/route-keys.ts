import { flag, METHOD_LIST, text, texts } from '../common-values.ts';
import { RULES } from '../text-rules.ts';
import type { KeySpec, Keys } from '../value-spec.ts';

/** Keys that several forms of a route have. */
export const METHODS: KeySpec = {
  value: METHOD_LIST,
  required: true,
  missing: 'write `methods: [GET]`',
  about: 'The methods that it answers, like [GET, DELETE].',
};

export const DECLARED: Keys = {
  late: { value: flag, about: 'Registered after everything else in its list, and after its router was included.' },
  source: {
    value: text(RULES.filled),
    about: 'Where the program declares it, as file:line. Without it, the line of this file.',
  },
};

export const DOCUMENTED: Keys = {
  name: { value: text(), about: "The route's name, as url_path_for() knows it." },
  tags: { value: texts, about: 'Tags that it is documented under.' },
  summary: { value: text(), about: 'What it does, in one line.' },
  deprecated: { value: flag, about: 'Whether it is documented as deprecated.' },
  security: { value: texts, about: 'Names of the security schemes that it asks for.' },
};

export const MOUNTED: Keys = {
  app: {
    value: { type: 'ref', to: 'app' },
    required: true,
    missing: 'write `app: {kind: asgi}` for any other application',
    about: 'The application that is mounted here.',
  },
  name: { value: text(), about: 'The name of the mount, as url_path_for() knows it.' },
};
