import type { Resolution } from '../../src/model/resolution.ts';
import { type AnswerChange, answerWords } from '../../src/whatif/answer-change.ts';

/** `GET /users/me  200 /users/{user_id} → 200 /users/me`. Parameters or handlers are added where the rest is equal. */
export function changeLine({ request, before, after }: AnswerChange): string {
  const query = request.query === null ? '' : `?${request.query}`;
  let [old, now] = [answerWords(before), answerWords(after)];
  if (old === now) {
    const [oldParams, newParams] = [JSON.stringify(before.params), JSON.stringify(after.params)];
    if (oldParams !== newParams) [old, now] = [`${old} ${oldParams}`, `${now} ${newParams}`];
    else [old, now] = [`${old}${handler(before)}`, `${now}${handler(after)}`];
  }
  return `${request.method} ${request.path}${query}  ${old} → ${now}`;
}

function handler({ registration }: Resolution): string {
  const at = registration?.node?.source;
  const name = registration?.name ? ` ${registration.name}` : '';
  return at ? `${name} (${at.file}:${at.line})` : name;
}
