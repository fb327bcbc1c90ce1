import type { CompiledApp } from '../../dialects/dialect.ts';
import { orphanTargets } from '../tree/not-included.ts';
import { buildIndex, type SearchIndex } from './search-index.ts';

const INDEXES = new WeakMap<CompiledApp, SearchIndex>();
/** Unfinished builds: the next search continues the same one, so that an abandoned search loses nothing. */
const BUILDS = new WeakMap<CompiledApp, Generator<number, SearchIndex>>();

/** The index of an application, built when first asked for. */
export function* indexOf(app: CompiledApp): Generator<number, SearchIndex> {
  const known = INDEXES.get(app);
  if (known) return known;
  const build = BUILDS.get(app) ?? buildIndex(app, () => orphanTargets(app));
  BUILDS.set(app, build);
  for (;;) {
    const next = build.next();
    const finished = INDEXES.get(app);
    if (finished) return finished;
    if (next.done) {
      BUILDS.delete(app);
      INDEXES.set(app, next.value);
      return next.value;
    }
    yield next.value;
  }
}
