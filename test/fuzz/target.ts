import type { Random } from './random.ts';

/** Something that is fed with hostile input. */
export interface Target {
  /** By which it is chosen on the command line. */
  readonly name: string;
  /** Most ms of processor time that one execution may take. Several times what the slowest takes, as machines differ. */
  readonly limit: number;
  /**
   * Prepares it, once in a process. Resolves with a function that makes one input of random numbers and feeds it in. That resolves with
   * whether the input was let in, and rejects where it is neither refused with a reason nor harmless.
   */
  open(): Promise<(random: Random) => Promise<boolean> | boolean>;
}

/** Runs work that may refuse its input with an error of this class. Resolves with whether it did not. */
export async function isLetIn(
  refusal: abstract new (...args: never[]) => Error,
  work: () => unknown,
): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    if (!(error instanceof refusal)) throw error;
    if (error.message === '') throw new Error('refused without a reason', { cause: error });
    return false;
  }
}

/** Throws an Error that says what does not hold. */
export function must(holds: boolean, what: string): void {
  if (!holds) throw new Error(`does not hold: ${what}`);
}
