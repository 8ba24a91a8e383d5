/**
 * Why something cannot be fetched. `bad-address`: no https address (or http of this very device). `not-allowed`: the user has not
 * allowed its host. `redirected`: the host sends elsewhere. `unreachable`: no connection, or one that broke off. `missing`: the host has
 * no such file (404, 410). `refused`: any other status. `too-large`: more bytes than were expected. `too-slow`: no byte for too long.
 */
export const NETWORK_PROBLEMS = [
  'bad-address',
  'not-allowed',
  'redirected',
  'unreachable',
  'missing',
  'refused',
  'too-large',
  'too-slow',
] as const;

/** One of `NETWORK_PROBLEMS`. */
export type NetworkProblem = (typeof NETWORK_PROBLEMS)[number];

/** Thrown where something cannot be fetched; the message has the address and, where there is one, the limit. */
export class NetworkError extends Error {
  override readonly name = 'NetworkError';
  readonly problem: NetworkProblem;

  constructor(problem: NetworkProblem, message: string, cause?: unknown) {
    super(message, { cause });
    this.problem = problem;
  }
}
