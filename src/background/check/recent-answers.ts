interface Answer<T> {
  readonly value: Promise<T>;
  /** One function for each that asked and waits: whether it still wants the answer. */
  readonly wanters: (() => boolean)[];
}

const ALWAYS = () => true;

/**
 * Answers by key, the last `most` of them; also those that are still being made, so that who asks meanwhile waits for the same
 * one. An answer of `null` (it was given up, as nobody wanted it) and one that failed are not remembered.
 */
export class RecentAnswers<T> {
  // The one that was asked for last is the last in the Map.
  private readonly answers = new Map<string, Answer<T>>();
  private readonly most: number;

  constructor(most: number) {
    this.most = most;
  }

  /**
   * The answer to a key; `make` is called where there is none. It is handed a function that says whether anybody who has asked
   * still wants it.
   */
  async get(key: string, make: (isWanted: () => boolean) => Promise<T>, isWanted = ALWAYS): Promise<T> {
    const remembered = this.answers.get(key);
    const answer = remembered ?? this.begin(key, make);
    answer.wanters.push(isWanted);
    if (remembered) this.touch(key, remembered);
    return answer.value;
  }

  private begin(key: string, make: (isWanted: () => boolean) => Promise<T>): Answer<T> {
    const wanters: (() => boolean)[] = [];
    // In a later turn: the one that asks is among those that want it before it is looked whether anybody does.
    const value = Promise.resolve().then(() => make(() => wanters.some((wants) => wants())));
    const answer = { value, wanters };
    this.touch(key, answer);
    value.then(
      (made) => {
        wanters.length = 0;
        if (made === null) this.forget(key, answer);
      },
      () => this.forget(key, answer),
    );
    return answer;
  }

  private touch(key: string, answer: Answer<T>): void {
    this.answers.delete(key);
    this.answers.set(key, answer);
    if (this.answers.size > this.most) this.answers.delete(this.answers.keys().next().value!);
  }

  private forget(key: string, answer: Answer<T>): void {
    if (this.answers.get(key) === answer) this.answers.delete(key);
  }
}
