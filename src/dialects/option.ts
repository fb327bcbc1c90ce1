import type { Options, OptionValue } from '../model/route-tree.ts';

/**
 * What an option holds, which also decides how a routes file writes it, how what-if asks for it, and what it means for the
 * paths of its application:
 * - `flag`: true or false;
 * - `prefix`: text in front of the paths that the application registers; `''` for none, no slash at its end;
 * - `base-path`: required in front of every path; `''` for none, no slash at its end;
 * - `root-path`: cut off a request's path before the routes are compared; `''` for none;
 * - `address`: where the framework serves a route of its own; null switches it off;
 * - `texts`: a list.
 */
export type OptionType = 'flag' | 'prefix' | 'base-path' | 'root-path' | 'address' | 'texts';

type ValueOf<T extends OptionType> = T extends 'flag'
  ? boolean
  : T extends 'texts'
    ? readonly string[]
    : T extends 'address'
      ? string | null
      : string;

/** An option of a kind of application, under the framework's own name for it. */
export interface OptionSpec<T extends OptionType = OptionType> {
  readonly type: T;
  readonly default: ValueOf<T>;
  /** One or two sentences for the person who writes a routes file; shown by editors. */
  readonly about: string;
  /** Its key in routes files where that isn't its name; null where routes files have none. */
  readonly key?: string | null;
}

export type OptionSpecs = Readonly<Record<string, OptionSpec>>;

/** The values of a kind's options, typed. */
export type OptionsOf<S extends OptionSpecs> = { readonly [N in keyof S]: ValueOf<S[N]['type']> };

/** The options of an application: what is given, and the framework's defaults for the rest. An empty address is none. */
export function completeOptions<S extends OptionSpecs>(specs: S, given: Options): OptionsOf<S> {
  const options: Record<string, OptionValue> = {};
  for (const [name, { type, default: standard }] of Object.entries(specs)) {
    const value = Object.hasOwn(given, name) ? given[name] : undefined;
    options[name] = value === undefined ? standard : type === 'address' ? value || null : value;
  }
  return options as OptionsOf<S>;
}

/** The first option of a type; null where the kind has none. */
export function optionOfType(specs: OptionSpecs, type: OptionType): string | null {
  for (const name of Object.keys(specs)) if (specs[name]?.type === type) return name;
  return null;
}

/** The key of an option in routes files; null where it has none. */
export function fileKeyOf(specs: OptionSpecs, name: string): string | null {
  const key = specs[name]?.key;
  return key === undefined ? name : key;
}

/** Why a value is none for this option, in one sentence; null where it is one. */
export function optionFault(name: string, { type }: OptionSpec, value: OptionValue): string | null {
  switch (type) {
    case 'flag':
      return typeof value === 'boolean' ? null : `${name} is either true or false`;
    case 'texts':
      return Array.isArray(value) ? null : `${name} is a list of texts`;
    case 'address':
      if (typeof value !== 'string' && value !== null) return `${name} is a path, or null to switch it off`;
      return value === null || value.startsWith('/') ? null : slashFault(name, value);
    default:
      if (typeof value !== 'string') return `${name} is a text; "" stands for none`;
      if (value !== '' && !value.startsWith('/')) return slashFault(name, value);
      return type !== 'root-path' && value.endsWith('/') ? `${name} must not end with "/"` : null;
  }
}

const slashFault = (name: string, value: string) => `${name} must start with "/", and "${value}" doesn't`;
