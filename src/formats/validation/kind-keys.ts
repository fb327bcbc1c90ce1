import type { KeySpec, Keys, KindsSpec } from '../../dialects/value-spec.ts';

const tables = new WeakMap<KindsSpec, Map<Keys, Keys>>();

/** The keys of all kinds; where several have one of the same name, that of `own`, else the first one's. */
export function allKeys(spec: KindsSpec, own: Keys = spec.keys): Keys {
  const made = tables.get(spec) ?? new Map<Keys, Keys>();
  tables.set(spec, made);
  const known = made.get(own);
  if (known) return known;
  const all: Record<string, KeySpec> = { ...spec.keys };
  for (const [key, one] of Object.values(spec.kinds).flatMap((table) => Object.entries(table))) {
    const { value, about } = all[key] ?? own[key] ?? one;
    all[key] = { ...one, value, about: about.includes(one.about) ? about : `${about} ${one.about}` };
  }
  made.set(own, all);
  return all;
}
