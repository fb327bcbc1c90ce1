/** The path of a value: keys of mappings and indexes in lists. */
export type KeyPath = readonly (string | number)[];

/** A fault in what a file means, by the path of keys to it; its reader finds the position in the text. */
export interface Fault {
  readonly severity: 'error' | 'warning';
  readonly code: string;
  readonly message: string;
  readonly path: KeyPath;
  readonly part: 'key' | 'value';
  /** The part of a text value that is meant, as offsets into it. */
  readonly within: { readonly start: number; readonly length: number } | null;
  readonly expected: string | null;
  readonly hint: string | null;
}

export type Report = (
  path: KeyPath,
  code: string,
  message: string,
  more?: Partial<Pick<Fault, 'severity' | 'part' | 'within' | 'expected' | 'hint'>>,
) => void;

/** What was found beyond the limit, counted only. */
export interface Dropped {
  errors: number;
  warnings: number;
}

/** Collects faults, at most `limit` of them. */
export function collectFaults(limit: number): {
  readonly faults: Fault[];
  readonly report: Report;
  readonly dropped: Readonly<Dropped>;
} {
  const faults: Fault[] = [];
  const dropped: Dropped = { errors: 0, warnings: 0 };
  return {
    faults,
    report(path, code, message, more = {}) {
      if (faults.length >= limit) {
        dropped[more.severity === 'warning' ? 'warnings' : 'errors']++;
        return;
      }
      const standard = { severity: 'error', part: 'value', within: null, expected: null, hint: null } as const;
      faults.push({ ...standard, ...more, path, code, message });
    },
    dropped,
  };
}

/** A value as a message names it: short, and with its type where that is the point. */
export function describeValue(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (typeof value === 'object') return 'a mapping';
  if (typeof value === 'boolean') return `the boolean ${value}`;
  if (typeof value === 'number') return `the number ${value}`;
  return `the text ${quote(String(value))}`;
}

/** Text between backquotes, cut to what fits into a sentence. */
export function quote(text: string): string {
  const points = [...text.slice(0, 120)];
  return `\`${points.length > 60 ? `${points.slice(0, 57).join('')}…` : text}\``;
}
