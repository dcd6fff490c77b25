const { getOwnPropertyNames } = Object;

/** Notices the names that come to `globalThis` after the start. */
export class NewGlobals {
  readonly #known = new Set(getOwnPropertyNames(globalThis));

  /** The names that have come since it was last asked. */
  take(): string[] {
    const found = getOwnPropertyNames(globalThis).filter((name) => !this.#known.has(name));
    for (const name of found) this.#known.add(name);
    return found;
  }
}
