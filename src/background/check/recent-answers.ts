interface Answer<T> {
  readonly value: Promise<T>;
  /**
   * One function for each waiting caller, which tells whether it still wants the answer; `null` once it is made. Each holds what its
   * caller has asked with, a page's text too, so none may stay with an answer that is asked for again and again.
   */
  wanters: (() => boolean)[] | null;
}

const ALWAYS = () => true;

/**
 * Caches the last `most` answers by key. An answer that is still being made is shared by all callers that ask for it meanwhile.
 * An answer of `null` (dropped, as no caller wanted it) and one that failed are not cached.
 */
export class RecentAnswers<T> {
  // In order of use: the most recently used answer is the last in the Map.
  private readonly answers = new Map<string, Answer<T>>();
  private readonly most: number;

  constructor(most: number) {
    this.most = most;
  }

  /**
   * The answer to a key; `make` is called where there is none. It gets a function that tells whether any caller still wants the
   * answer.
   */
  async get(key: string, make: (isWanted: () => boolean) => Promise<T>, isWanted = ALWAYS): Promise<T> {
    const remembered = this.answers.get(key);
    const answer = remembered ?? this.begin(key, make);
    answer.wanters?.push(isWanted);
    if (remembered) this.touch(key, remembered);
    return answer.value;
  }

  private begin(key: string, make: (isWanted: () => boolean) => Promise<T>): Answer<T> {
    // In a later turn, after the caller has been added to those that want the answer.
    const value = Promise.resolve().then(() => make(() => answer.wanters?.some((wants) => wants()) ?? false));
    const answer: Answer<T> = { value, wanters: [] };
    this.touch(key, answer);
    value.then(
      (made) => {
        answer.wanters = null;
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
