/** How far the reading of a source has come: its bytes, then its text, then what is in it. */
export type ReadProgress =
  | { readonly kind: 'bytes'; readonly received: number; readonly expected: number | null }
  /** All of it is here, so many bytes, and is taken apart. */
  | { readonly kind: 'text'; readonly length: number }
  | { readonly kind: 'operations'; readonly count: number };

type Report = ((progress: ReadProgress) => void) | undefined;

/** Reports for several sources, each from one call, that tell of all of them together. */
export function summed(tell: Report): () => { readonly onProgress?: (progress: ReadProgress) => void } {
  const latest: ReadProgress[] = [];
  return () => {
    if (tell === undefined) return {};
    const mine = latest.push({ kind: 'bytes', received: 0, expected: null }) - 1;
    return {
      onProgress: (progress) => {
        latest[mine] = progress;
        tell(together(latest, progress));
      },
    };
  };
}

/** All of the kind that has been told last: how much of it, over all sources. */
function together(all: readonly ReadProgress[], last: ReadProgress): ReadProgress {
  if (last.kind === 'text')
    return { kind: 'text', length: sum(all.map((one) => (one.kind === 'text' ? one.length : 0))) };
  if (last.kind === 'operations')
    return { kind: 'operations', count: sum(all.map((one) => (one.kind === 'operations' ? one.count : 0))) };
  const bytes = all.flatMap((one) => (one.kind === 'bytes' ? [one] : []));
  const known = bytes.length === all.length && bytes.every(({ expected }) => expected !== null);
  return {
    kind: 'bytes',
    received: sum(bytes.map(({ received }) => received)),
    expected: known ? sum(bytes.map(({ expected }) => expected ?? 0)) : null,
  };
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);
