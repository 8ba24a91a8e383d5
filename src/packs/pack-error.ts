/**
 * Why a pack is refused. `no-pack`: the file is none, or is damaged. `too-new`: made by a later version of the extension.
 * `broken-signature`: the signature is not that of the manifest. `wrong-size`: it is longer or shorter than it says. `damaged`: a part is not
 * what the manifest says. `foreign`: a part is no index of this version. `other-pack`: the address now has another pack. `downgraded`: its version
 * is lower than the installed one's. `same-version`: it differs, but says that it is the installed version. `key-changed`: it is signed
 * by another key than the installed one, or not at all. `known`: this very version is installed.
 */
export const PACK_PROBLEMS = [
  'no-pack',
  'too-new',
  'broken-signature',
  'wrong-size',
  'damaged',
  'foreign',
  'other-pack',
  'downgraded',
  'same-version',
  'key-changed',
  'known',
] as const;

/** One of `PACK_PROBLEMS`. */
export type PackProblem = (typeof PACK_PROBLEMS)[number];

/** Thrown where a pack is refused. The message says what is wrong, with the value and the limit. */
export class PackError extends Error {
  override readonly name = 'PackError';
  readonly problem: PackProblem;

  constructor(problem: PackProblem, message: string, cause?: unknown) {
    super(message, { cause });
    this.problem = problem;
  }
}
