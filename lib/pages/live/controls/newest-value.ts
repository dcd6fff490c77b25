/** Asks for what belongs to values that change faster than they are answered. */
export class NewestValue<Value, Answer> {
  readonly #ask: (value: Value) => Promise<Answer>;
  readonly #show: (answer: Answer) => unknown;
  #newest: { readonly value: Value } | undefined;
  #isBusy = false;

  /** `ask` is called with one value at a time, `show` with each answer in turn. */
  constructor({
    ask,
    show,
  }: {
    readonly ask: (value: Value) => Promise<Answer>;
    readonly show: (answer: Answer) => unknown;
  }) {
    this.#ask = ask;
    this.#show = show;
  }

  /** Takes a newer value: the ones before it that are not asked for yet never are. */
  set(value: Value): void {
    this.#newest = { value };
    if (!this.#isBusy) void this.#run();
  }

  async #run(): Promise<void> {
    this.#isBusy = true;
    try {
      let asked = this.#next();
      while (asked !== undefined) {
        const answer = await asked;
        // The next one is worked out while this one is drawn.
        asked = this.#next();
        await this.#show(answer);
        asked ??= this.#next();
      }
    } finally {
      this.#isBusy = false;
    }
  }

  #next(): Promise<Answer> | undefined {
    const newest = this.#newest;
    this.#newest = undefined;
    return newest && this.#ask(newest.value);
  }
}
