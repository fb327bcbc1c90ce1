import type { Problem } from '../model/problem.ts';
import { fault } from './fault.ts';

/** What an answer without a document means, and what to do about it. */
export function refusal(response: Response, name: string): Problem | null {
  const { status, headers } = response;
  const reason = `${status} ${response.statusText.slice(0, 100)}`.trim();
  if (!response.ok)
    return fault('http-status', `${name} answers ${reason}`, hintOf(status, headers.get('retry-after')));
  if (status === 204 || status === 205)
    return fault(
      'http-status',
      `${name} answers ${reason}: there is no document`,
      'is it the address of the document itself?',
    );
  if (/^\s*(?:text\/html|application\/xhtml)/i.test(headers.get('content-type') ?? ''))
    return fault(
      'html-answer',
      `${name} answers with an HTML page, not with a document`,
      'is it a login page, or the documentation? The document is often at /openapi.json; pass credentials with --header',
    );
  return null;
}

function hintOf(status: number, retryAfter: string | null): string | null {
  if (status === 401 || status === 407) return 'add credentials: --header "Authorization: Bearer $TOKEN"';
  if (status === 403) return 'credentials are missing or refused: --header "Authorization: Bearer $TOKEN"';
  if (status === 404 || status === 410) return 'leave out the path to try the usual places';
  if (status === 429 || status === 503)
    return retryAfter !== null && /^\d{1,6}$/.test(retryAfter) ? `retry after ${retryAfter} s` : 'try again later';
  if (status >= 500) return 'the server failed: see its log';
  return status >= 300 && status < 400 ? 'it redirects without a location' : null;
}
