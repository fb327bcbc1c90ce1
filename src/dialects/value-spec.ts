/**
 * What a value of a file that people write may be, as data. The validator of routes, requests and scenario files and their
 * published JSON Schemas are made from it, so they can't differ.
 */
export type ValueSpec =
  | TextSpec
  | { readonly type: 'flag' }
  | { readonly type: 'null' }
  | { readonly type: 'number' }
  | { readonly type: 'integer'; readonly what: string; readonly from: number; readonly to: number }
  | { readonly type: 'choice'; readonly values: readonly (string | null)[] }
  | ListSpec
  | MapSpec
  | KeysSpec
  | FormsSpec
  | KindsSpec
  | EitherSpec
  /** One of the file's definitions, so that specifications may be recursive. */
  | { readonly type: 'ref'; readonly to: string };

export interface TextSpec {
  readonly type: 'text';
  readonly rule?: TextRule;
  readonly orNull?: true;
  /** What should stand there; "text" where that says enough. */
  readonly what?: string;
  /** For the JSON Schema, where it is one of several. */
  readonly title?: string;
  readonly about?: string;
}

/** Text that has to look a certain way. */
export interface TextRule {
  readonly code: string;
  readonly expected: string;
  /** ECMA-262 without flags but `u`, as JSON Schema has it. */
  readonly pattern?: RegExp;
  /** What to do about a text that isn't right. */
  hint?(text: string): string | null;
  /** What is wrong with a text, where no pattern decides it. */
  fault?(text: string): { readonly message: string; readonly hint: string | null } | null;
  /** What the text isn't; `expected` where that's missing. */
  readonly what?: string;
}

export interface ListSpec {
  readonly type: 'list';
  readonly what: string;
  readonly of: ValueSpec;
  readonly atLeastOne?: true;
  hint?(value: unknown): string | null;
  /** What several items together mean. */
  check?(items: readonly unknown[], report: ReportHere): void;
}

/** Values under any keys. */
export interface MapSpec {
  readonly type: 'map';
  readonly what: string;
  readonly of: ValueSpec;
  /** What to do about one of its values that is no text. */
  hint?(key: string, all: Entries): string | null;
}

export type Entries = Readonly<Record<string, unknown>>;

/** A mapping whose keys are known. */
export interface KeysSpec {
  readonly type: 'keys';
  readonly what: string;
  readonly about?: string;
  readonly keys: Keys;
  /** What several keys together mean. */
  check?(value: Entries, report: ReportHere): void;
  hint?(value: unknown): string | null;
}

/** Reports a fault at a mapping, or at something in it. */
export type ReportHere = (
  path: readonly (string | number)[],
  code: string,
  message: string,
  more?: { readonly part?: 'key'; readonly expected?: string; readonly hint?: string | null },
) => void;

export type Keys = Readonly<Record<string, KeySpec>>;

export interface KeySpec {
  readonly value: ValueSpec;
  /** One or two sentences for the person who writes the file; shown by editors. */
  readonly about: string;
  readonly required?: true;
  /** What to do where it is required and missing. */
  readonly missing?: string;
  /** Null says the same as leaving it out. */
  readonly orNull?: true;
}

/** One of several mappings, told apart by the key that names the form. */
export interface FormsSpec {
  readonly type: 'forms';
  readonly what: string;
  readonly about?: string;
  readonly forms: Readonly<Record<string, FormSpec>>;
  /** What is said of a mapping that has none of these keys. */
  readonly missing: string;
  hint?(value: unknown): string | null;
}

export interface FormSpec {
  /** What it is called: "a mount". */
  readonly label: string;
  readonly about: string;
  readonly keys: Keys;
}

/** A mapping whose keys depend on its kind. */
export interface KindsSpec {
  readonly type: 'kinds';
  readonly what: string;
  /** How it is called where its keys are meant. */
  readonly scope: string;
  readonly about?: string;
  /** The keys that name the kind, of which one may be given. */
  readonly said: readonly [string, string];
  /** The kind where none is named. */
  readonly standard: string;
  /** Keys of all kinds. */
  readonly keys: Keys;
  readonly kinds: Readonly<Record<string, Keys>>;
  hint?(value: unknown): string | null;
}

/** A value whose type decides what is expected of it. */
export interface EitherSpec {
  readonly type: 'either';
  readonly what: string;
  /** `what` where it's missing. */
  readonly expected?: string;
  readonly about?: string;
  readonly text?: ValueSpec;
  readonly number?: ValueSpec;
  readonly flag?: ValueSpec;
  readonly null?: ValueSpec;
  readonly list?: ValueSpec;
  readonly mapping?: ValueSpec;
  hint?(value: unknown): string | null;
}

/** A file that people write. */
export interface FileSpec {
  readonly title: string;
  readonly about: string;
  readonly root: ValueSpec;
  readonly definitions: Readonly<Record<string, ValueSpec>>;
}
