/**
 * Why the library cannot be read or written. `quota`: the disk or the browser's share of it is full. `blocked`: another window keeps an
 * older version of it open. `missing`: this browser or window has no storage. `corrupt`: what is stored cannot be read. `newer`: a
 * later version of the extension has written it. `cleared`: it was there, and the browser or a program has deleted it. `failed`: the
 * browser names no reason.
 */
export const LIBRARY_PROBLEMS = ['quota', 'blocked', 'missing', 'corrupt', 'newer', 'cleared', 'failed'] as const;

/** One of `LIBRARY_PROBLEMS`. */
export type LibraryProblem = (typeof LIBRARY_PROBLEMS)[number];

/** Thrown where the library cannot be read or written; the browser's own error is its cause. */
export class LibraryError extends Error {
  override readonly name = 'LibraryError';
  readonly problem: LibraryProblem;

  constructor(problem: LibraryProblem, cause?: unknown) {
    super(`the library cannot be read or written: ${problem}`, { cause });
    this.problem = problem;
  }
}

/** By the name of the browser's error (Indexed Database API 3.0, section 3, and what browsers throw beside it). */
const BY_NAME: Readonly<Record<string, LibraryProblem>> = {
  QuotaExceededError: 'quota',
  SecurityError: 'missing',
  // Firefox, where a window keeps no storage.
  InvalidStateError: 'missing',
  VersionError: 'newer',
  // Both, where the files of the database are damaged; NotFoundError where a store is missing in it.
  UnknownError: 'corrupt',
  DataError: 'corrupt',
  NotReadableError: 'corrupt',
  NotFoundError: 'corrupt',
};

/** What Chromium says, in an UnknownError, of a disk that is full. */
const NO_SPACE = /NO_SPACE|no space/iu;

/** The problem that an error of the browser's database stands for. */
export function problemOf(error: unknown): LibraryProblem {
  if (error instanceof LibraryError) return error.problem;
  const { name = '', message = '' } = (error ?? {}) as Partial<Error>;
  return NO_SPACE.test(message) ? 'quota' : (BY_NAME[name] ?? 'failed');
}
