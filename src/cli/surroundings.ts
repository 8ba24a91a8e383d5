/** The parts of its environment that a command uses, so that tests can replace them. */
export interface Surroundings {
  /** Folder that relative paths refer to. */
  readonly cwd: string;
  readonly out: (line: string) => void;
  readonly err: (line: string) => void;
}
