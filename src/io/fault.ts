import type { Problem } from '../model/problem.ts';

/** A source that can't be read at all: a problem without a place in a text. */
export function fault(code: string, message: string, hint: string | null = null): Problem {
  return { severity: 'error', code, message, at: null, lineText: null, span: null, expected: null, hint };
}

/** Why the system refused, in words; Node's own message ends with the call and the path, which say nothing new. */
export function systemReason(error: unknown): string {
  const code = errorCode(error);
  return (code === null ? undefined : REASONS[code]) ?? (error instanceof Error ? error.message : String(error));
}

/** `ENOENT`, `CERT_HAS_EXPIRED`, …; of the innermost cause that has one. */
export function errorCode(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  const inner = error.cause === undefined ? null : errorCode(error.cause);
  if (inner !== null) return inner;
  if (error instanceof AggregateError && error.errors.length > 0) return errorCode(error.errors[0]);
  return 'code' in error && typeof error.code === 'string' ? error.code : null;
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'no such file',
  ENOTDIR: 'no such file: a part of the path is not a folder',
  EACCES: 'permission denied',
  EPERM: 'not permitted',
  ELOOP: 'too many symbolic links',
  ENAMETOOLONG: 'the name is too long',
  EMFILE: 'too many open files',
  EIO: 'the disk reports an error',
  ENOSPC: 'no space left',
  EDQUOT: 'the quota is used up',
  EROFS: 'the disk is read-only',
  EEXIST: 'a part of the path is not a folder',
  ENXIO: 'no such device',
  EISDIR: 'it is a folder',
};
