const { getOwnPropertyNames, hasOwn } = Object;

/** Notices the names that come to `globalThis` after the start; cells may break every built-in. */
export class NewGlobals {
  readonly #known: Record<string, true> = Object.create(null);

  constructor() {
    for (const name of getOwnPropertyNames(globalThis)) this.#known[name] = true;
  }

  /** The names that have come since it was last asked. */
  take(): string[] {
    const found: string[] = [];
    const names = getOwnPropertyNames(globalThis);
    for (let index = 0; index < names.length; index += 1) {
      const name = names[index] as string;
      if (hasOwn(this.#known, name)) continue;
      this.#known[name] = true;
      found[found.length] = name;
    }
    return found;
  }
}
