/** What the command needs of its surroundings, so that tests can stand in for it. */
export interface Surroundings {
  /** Relative paths start here. */
  readonly cwd: string;
  readonly out: (line: string) => void;
  readonly err: (line: string) => void;
  /** Aborted where the user interrupts the command. */
  readonly signal?: AbortSignal;
}
