/** Number of steps between two lines of progress. */
const REPORT_EVERY = 2000;

/** Reports the progress of a long command in a line now and then; a short command causes no line. */
export class Progress {
  private done = 0;
  private readonly what: string;
  private readonly all: number;
  private readonly say: (line: string) => void;

  /**
   * @param what the word for the steps
   * @param all number of steps
   * @param say called with each line
   */
  constructor(what: string, all: number, say: (line: string) => void) {
    this.what = what;
    this.all = all;
    this.say = say;
  }

  /** Counts a finished step. After the last one, the work on all of them together remains. */
  step(): void {
    this.done++;
    if (this.done % REPORT_EVERY === 0)
      this.say(`${this.done} of ${this.all} ${this.what} done, ${this.all - this.done} left`);
    if (this.done === this.all && this.all >= REPORT_EVERY)
      this.say('left: finding families, sorting shingles, writing them');
  }
}
