import type { ParsedDocument } from '../text/parse-text.ts';
import { isRecord, type JsonRecord, own, quote } from '../text/plain-values.ts';
import { type Draft, type Where, warning } from './draft-problems.ts';
import { folderOf, isBelow, isUrl, parseReference, resolveFile, stepSpellings } from './reference.ts';

/** A value and the document that holds it, which is what relative references in it start from. */
export interface Located {
  readonly document: ParsedDocument;
  readonly value: unknown;
}

/** A mapping of which a referring one may have overridden parts. */
export interface Layer {
  readonly document: ParsedDocument;
  readonly value: JsonRecord;
}

/** Collects the problems of one part of the document, and the files that it waits for. */
export interface Trail {
  readonly drafts: Draft[];
  /** Files that have to be read before this part can be read again. */
  readonly wanted: Set<string>;
}

export function newTrail(): Trail {
  return { drafts: [], wanted: new Set() };
}

/** Chains of references longer than this are taken for a trap. */
const MAX_HOPS = 40;
/** Pointers with more steps, too: what is nested so deep is found again and again. */
const MAX_STEPS = 200;

/** A wanted file: parsed, or the reason why it can't be used. */
export type Supplied = ParsedDocument | string;

export interface ResolverOptions {
  readonly main: ParsedDocument;
  readonly files: ReadonlyMap<string, Supplied>;
  /** References may leave the folder of the main document. */
  readonly allowOutside: boolean;
  /** References may name URLs although the main document is a file. */
  readonly allowUrls: boolean;
}

export interface Resolver {
  /**
   * Follows `$ref`s from a value to the mapping meant: the layers found, outermost first, so that what stands beside a `$ref`
   * comes before what it refers to. Where a reference is broken the last layer still has its `$ref`; the trail has the reason, or the file that is
   * awaited.
   */
  layers(value: unknown, where: Where, trail: Trail): readonly Layer[];
}

/** Resolves references between documents. Total: whatever they say, it ends, and what can't be followed is in the trail. */
export function createResolver(options: ResolverOptions): Resolver {
  const { main, files } = options;
  const mainName = resolveFile('', main.file);
  const folder = folderOf(mainName);

  const allowed = (name: string): 'yes' | 'outside' | 'url' => {
    if (isUrl(name) && !isUrl(mainName)) return options.allowUrls ? 'yes' : 'url';
    if (isUrl(name) && options.allowUrls) return 'yes';
    return options.allowOutside || isBelow(folder, name) ? 'yes' : 'outside';
  };

  const findFile = (names: readonly string[], text: string, where: Where, trail: Trail): ParsedDocument | null => {
    let refused: 'outside' | 'url' | null = null;
    let reason = '';
    for (const spelled of names) {
      const name = resolveFile(where.document.file, spelled);
      if (name === mainName) return main;
      const known = files.get(name);
      if (typeof known === 'string') {
        reason ||= known;
        continue;
      }
      if (known !== undefined) return known;
      const verdict = allowed(name);
      if (verdict === 'yes') {
        trail.wanted.add(name);
        return null;
      }
      refused = verdict;
    }
    const at = `$ref ${quote(text)}`;
    if (refused === 'outside') {
      const hint = 'allow it with --allow-outside';
      trail.drafts.push(warning('reference-outside', `${at} leaves the folder of the document`, where, { hint }));
    } else if (refused === 'url') {
      trail.drafts.push(warning('reference-url', `${at} names a URL, and URLs are only read when asked`, where));
    } else trail.drafts.push(warning('missing-file', `${at} can't be followed: ${reason}`, where));
    return null;
  };

  const lookup = (text: string, where: Where, trail: Trail, hops: number): Located | null => {
    const reference = parseReference(text);
    const fail = (code: string, why: string): null => {
      trail.drafts.push(warning(code, `$ref ${quote(text)} ${why}`, where));
      return null;
    };
    if (reference.pointer === null) return fail('unsupported-reference', 'is not a JSON pointer, so it was left out');
    if (reference.pointer.length > MAX_STEPS) return fail('reference-too-deep', `has more than ${MAX_STEPS} steps`);
    const document = reference.files.length === 0 ? where.document : findFile(reference.files, text, where, trail);
    if (document === null) return null;
    let here: Located = { document, value: document.root };
    for (const step of reference.pointer) {
      const inside = steppedInto(here, step);
      if (inside === null && isReference(here.value)) {
        if (hops > MAX_HOPS) return fail('reference-too-deep', `needs more than ${MAX_HOPS} steps`);
        const next = lookup(here.value.$ref, { document: here.document, holder: here.value }, trail, hops + 1);
        if (next === null) return null;
        here = next;
      }
      const value = inside ?? steppedInto(here, step);
      if (value === null) return fail('missing-target', 'points to nothing');
      here = value;
    }
    return here;
  };

  return {
    layers(value, where, trail) {
      if (isRecord(value) && value.$ref === undefined) return [{ document: where.document, value }];
      const found: Layer[] = [];
      const seen = new Set<unknown>();
      let here: Located = { document: where.document, value };
      let at = where;
      for (;;) {
        if (!isRecord(here.value)) {
          if (at !== where) trail.drafts.push(warning('missing-target', 'The target of a $ref is not a mapping', at));
          return found;
        }
        if (seen.has(here.value)) {
          trail.drafts.push(warning('reference-cycle', 'A $ref refers to itself, so it was left out', where));
          return found;
        }
        seen.add(here.value);
        found.push({ document: here.document, value: here.value });
        if (!isReference(here.value)) return found;
        if (seen.size > MAX_HOPS) {
          trail.drafts.push(
            warning('reference-too-deep', `A chain of more than ${MAX_HOPS} $refs was left out`, where),
          );
          return found;
        }
        at = { document: here.document, holder: here.value, key: '$ref' };
        const next = lookup(here.value.$ref, at, trail, 0);
        if (next === null) return found;
        here = next;
      }
    },
  };
}

function isReference(value: unknown): value is { readonly $ref: string } {
  return isRecord(value) && typeof value.$ref === 'string';
}

function steppedInto(from: Located, step: string): Located | null {
  for (const key of stepSpellings(step)) {
    const value = own(from.value, key);
    if (value !== undefined) return { document: from.document, value };
  }
  return null;
}

/** The field of the first layer that has it: what is beside a `$ref` wins over its target. */
export function fieldOf(layers: readonly Layer[], name: 'servers' | 'parameters'): Located | null {
  // Counted, because an iterator and its results for each question are a third of all allocations.
  for (let i = 0; i < layers.length; i++) {
    const { document, value } = layers[i] as Layer;
    const field = value[name];
    if (field !== undefined) return { document, value: field };
  }
  return null;
}
