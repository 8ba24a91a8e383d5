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

  /** Counts a step that is done. */
  step(): void {
    if (++this.done % REPORT_EVERY === 0)
      this.say(`${this.done} of ${this.all} ${this.what} done, ${this.all - this.done} left`);
  }

  /** Says that what remains is work on all of them together. */
  finishing(): void {
    if (this.done >= REPORT_EVERY)
      this.say(`all ${this.what} done; left: sorting shingles, finding families, writing them`);
  }
}
