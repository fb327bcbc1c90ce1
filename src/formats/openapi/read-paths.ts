import type { ParsedDocument } from '../text/parse-text.ts';
import { isRecord, own } from '../text/plain-values.ts';
import type { Draft } from './draft-problems.ts';
import type { Operation } from './operations.ts';
import type { PathItemReader } from './path-items.ts';
import { type Layer, newTrail, type Resolver } from './resolver.ts';

/** One path of the document, with its operations. */
export interface PathSlot {
  readonly key: string;
  readonly layer: Layer;
  operations: readonly Operation[];
  drafts: readonly Draft[];
}

export interface PathsReader {
  readonly drafts: Draft[];
  advance(): void;
  slots(): readonly PathSlot[];
}

/** Operations between two reports of progress: some ten milliseconds. */
const REPORT_EVERY = 1000;

/** Walks `paths`, which may itself be a reference, and afterwards only those paths that wait for a file. */
export function createPathsReader(
  main: ParsedDocument,
  resolver: Resolver,
  items: PathItemReader,
  wanted: Set<string>,
  onProgress?: (operations: number) => void,
): PathsReader {
  let all: PathSlot[] | null = null;
  let waiting: PathSlot[] = [];
  const drafts: Draft[] = [];
  let operations = 0;
  let reported = 0;

  const report = (more: number): void => {
    operations += more;
    if (operations - reported < REPORT_EVERY) return;
    reported = operations;
    onProgress?.(operations);
  };

  const open = (): void => {
    const trail = newTrail();
    const paths = own(main.root, 'paths');
    const where = { document: main, holder: main.root, key: 'paths' };
    const layers = isRecord(paths) ? resolver.layers(paths, where, trail) : [];
    for (const file of trail.wanted) wanted.add(file);
    if (trail.wanted.size > 0) return;
    drafts.push(...trail.drafts);
    all = layers.flatMap((layer, i) => keysOf(layer, layers.slice(0, i)).map((key) => slotOf(layer, key)));
    waiting = all;
  };

  return {
    drafts,
    advance() {
      if (all === null) open();
      let trail = newTrail();
      const incomplete: PathSlot[] = [];
      for (const slot of waiting) {
        const found = items.read(slot.layer, slot.key, trail);
        if (trail.wanted.size > 0) {
          for (const file of trail.wanted) wanted.add(file);
          incomplete.push(slot);
        } else {
          slot.operations = found;
          report(found.length);
          if (trail.drafts.length === 0) continue;
          slot.drafts = trail.drafts;
        }
        trail = newTrail();
      }
      waiting = incomplete;
    },
    slots: () => all ?? [],
  };
}

function slotOf(layer: Layer, key: string): PathSlot {
  return { key, layer, operations: NONE, drafts: NONE };
}

function keysOf(layer: Layer, outer: readonly Layer[]): string[] {
  const isPath = (key: string) => key !== '$ref' && !key.startsWith('x-');
  const keys = Object.keys(layer.value).filter(isPath);
  if (outer.length === 0) return keys;
  return keys.filter((key) => !outer.some((other) => own(other.value, key) !== undefined));
}

const NONE: readonly never[] = [];
