import type { NearMiss } from '../diagnosis/near-miss.ts';
import { sanitize } from '../model/sanitize.ts';
import type { Paint } from './output.ts';

/** The corrected path of a near miss with the characters marked that the request has otherwise. */
export function marked(miss: NearMiss, paint: Paint): string {
  const ranges = miss.causes.flatMap((cause) => cause.marks.fixed).toSorted((a, b) => a[0] - b[0]);
  let text = '';
  let at = 0;
  for (const [start, end] of ranges) {
    if (start < at) continue;
    text += sanitize(miss.path.slice(at, start)) + paint('mark', sanitize(miss.path.slice(start, end)));
    at = end;
  }
  return text + sanitize(miss.path.slice(at));
}
