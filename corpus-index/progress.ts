/** Steps between two lines of progress. */
const REPORT_EVERY = 2000;

/** Says how far a long command is: a line now and then, none where there is little to do. */
export class Progress {
  private done = 0;
  private readonly what: string;
  private readonly all: number;
  private readonly say: (line: string) => void;

  /** `all` is the number of steps, `what` is the word for them. */
  constructor(what: string, all: number, say: (line: string) => void) {
    this.what = what;
    this.all = all;
    this.say = say;
  }

  /** Counts a step that is done. What follows the last one is work on all of them together. */
  step(): void {
    this.done++;
    if (this.done % REPORT_EVERY === 0)
      this.say(`${this.done} of ${this.all} ${this.what} done, ${this.all - this.done} left`);
    if (this.done === this.all && this.all >= REPORT_EVERY)
      this.say('left: finding families, sorting shingles, writing them');
  }
}
