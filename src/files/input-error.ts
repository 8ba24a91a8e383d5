/** Reasons why a file is not read, as keys for programs that translate them. */
export type InputProblem =
  | 'empty'
  | 'binary'
  | 'encoding'
  | 'unsupported'
  | 'too-large'
  | 'damaged'
  | 'encrypted'
  | 'no-text'
  | 'garbled'
  | 'unreachable';

/** A file that cannot be read. The message tells the reason and what to do, in words that follow the file's name. */
export class InputError extends Error {
  readonly problem: InputProblem;

  /** @param cause the error of a parser by which it was found */
  constructor(problem: InputProblem, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.problem = problem;
  }
}

/** A number of bytes for people, in MiB with one decimal. */
export function mebibytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(1)} MiB`;
}

/** The error for a file, or packed contents, above the limit. Both numbers are bytes. */
export function tooLarge(bytes: number, limit: number): InputError {
  return new InputError('too-large', `is too large: ${mebibytes(bytes)}, the limit is ${mebibytes(limit)}; split it`);
}
