/**
 * Reason phrases as FastAPI's and Starlette's servers send them: Python's `http.HTTPStatus` (3.11/3.12), which still
 * says "Unprocessable Entity" where RFC 9110 says "Unprocessable Content".
 */
const REASONS: Readonly<Record<number, string>> = {
  200: 'OK',
  307: 'Temporary Redirect',
  400: 'Bad Request',
  404: 'Not Found',
  405: 'Method Not Allowed',
  422: 'Unprocessable Entity',
  500: 'Internal Server Error',
};

/** `404 Not Found`; the bare number for a status that no dialect answers with. */
export function formatStatus(status: number): string {
  const reason = REASONS[status];
  return reason === undefined ? String(status) : `${status} ${reason}`;
}
