const LINE_FEED = 10;

/**
 * The lines of a stream, without their ends, in groups: those that one chunk completes. Null stands for a line of more than `limit`
 * bytes, which is never held in memory. A byte order mark before the first line is skipped.
 */
export async function* lineGroups(
  input: AsyncIterable<Buffer>,
  limit: number,
): AsyncGenerator<readonly (string | null)[]> {
  /** The beginning of a line that goes on in the next chunk; nothing where it's too long already. */
  let begun: Buffer[] = [];
  let length = 0;
  let isFirst = true;
  const begin = (part: Buffer) => {
    length += part.length;
    begun = length > limit ? [] : [...begun, part];
  };
  const complete = (part: Buffer): string | null => {
    const bytes = begun.length === 0 ? part : Buffer.concat([...begun, part]);
    const line = length + part.length > limit ? null : bytes.toString('utf8');
    begun = [];
    length = 0;
    const withMark = isFirst && line?.startsWith('\ufeff');
    isFirst = false;
    return withMark ? (line?.slice(1) ?? null) : line;
  };

  for await (const chunk of input) {
    const group: (string | null)[] = [];
    let start = 0;
    for (let end = chunk.indexOf(LINE_FEED); end >= 0; end = chunk.indexOf(LINE_FEED, start)) {
      group.push(complete(chunk.subarray(start, end)));
      start = end + 1;
    }
    begin(chunk.subarray(start));
    yield group;
  }
  if (length > 0) yield [complete(Buffer.alloc(0))];
}
