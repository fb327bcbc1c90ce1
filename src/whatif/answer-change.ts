import type { Request } from '../model/request.ts';
import type { Resolution } from '../model/resolution.ts';

/** Whether a client sees the same answer twice, from the same handler. */
export function sameAnswer(a: Resolution, b: Resolution): boolean {
  if (a === b) return true;
  return (
    a.status === b.status &&
    a.outcome === b.outcome &&
    a.route === b.route &&
    a.location === b.location &&
    a.allow === b.allow &&
    a.registration?.node?.id === b.registration?.node?.id &&
    a.registration?.kind === b.registration?.kind &&
    sameParams(a.params, b.params) &&
    sameInvalid(a.invalid, b.invalid)
  );
}

function sameParams(a: Resolution['params'], b: Resolution['params']): boolean {
  if (a === null || b === null) return a === b;
  const names = Object.keys(a);
  if (names.length !== Object.keys(b).length) return false;
  return names.every((name) => Object.hasOwn(b, name) && Object.is(a[name], b[name]));
}

function sameInvalid(a: Resolution['invalid'], b: Resolution['invalid']): boolean {
  return (
    a.length === b.length &&
    a.every(({ param, expected, value }, i) => {
      const other = b[i];
      return param === other?.param && expected === other.expected && value === other.value;
    })
  );
}

/** One request whose answer a change of the application changes. */
export interface AnswerChange {
  readonly request: Request;
  readonly before: Resolution;
  readonly after: Resolution;
}

/** `200 /users/{user_id}`, `307 → /users/`, `405 Allow: GET`, `404`. */
export function answerWords(answer: Resolution): string {
  if (answer.outcome === 'redirect') return `${answer.status} to ${answer.location}`;
  const route = answer.route === null ? '' : ` ${answer.route}`;
  if (answer.outcome === 'method-not-allowed') {
    return `${answer.status}${route}${answer.allow === null ? '' : ` (Allow: ${answer.allow})`}`;
  }
  if (answer.outcome !== 'invalid-params') return `${answer.status}${route}`;
  const expected = answer.invalid.map((one) => `${one.param}: ${one.expected}`).join(', ');
  return `${answer.status}${route} (${expected})`;
}
