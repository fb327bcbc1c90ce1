/**
 * The annotation of a path parameter: what the handler declares (`user_id: int`) or what an OpenAPI schema says.
 * It never takes part in routing in FastAPI: a value that doesn't fit makes the selected route answer 422.
 */
export type Annotation =
  | { readonly kind: 'int' | 'float'; readonly constraints?: NumberConstraints }
  | { readonly kind: 'str'; readonly constraints?: TextConstraints }
  | { readonly kind: 'bool' | 'uuid' | 'date' | 'datetime' | 'decimal' }
  | { readonly kind: 'enum' | 'literal'; readonly values: readonly string[] };

/** JSON Schema's numeric limits, as far as an OpenAPI path parameter can carry them. */
export interface NumberConstraints {
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly multipleOf?: number;
}

/** JSON Schema's limits on text. `pattern` is an ECMA-262 regular expression, searched, not anchored. */
export interface TextConstraints {
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
}

const PLAIN = ['int', 'float', 'bool', 'str', 'uuid', 'date', 'datetime', 'decimal'] as const;

/** The annotation names that the routes file accepts, for messages and the schema. */
export const ANNOTATION_NAMES: readonly string[] = [...PLAIN, 'enum:a,b', 'literal:a,b'];

/** Reads `int`, `enum:new,used`, …; null where it is none of them. */
export function parseAnnotation(text: string): Annotation | null {
  const plain = PLAIN.find((name) => name === text);
  if (plain) return { kind: plain };
  const listed = /^(enum|literal):(.+)$/s.exec(text);
  if (!listed) return null;
  return { kind: listed[1] as 'enum' | 'literal', values: (listed[2] ?? '').split(',') };
}

/** The annotation as the routes file writes it. Constraints have no such form and are left out. */
export function formatAnnotation(annotation: Annotation): string {
  return 'values' in annotation ? `${annotation.kind}:${annotation.values.join(',')}` : annotation.kind;
}
