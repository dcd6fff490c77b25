/** How many values `Out` keeps: each keeps alive what it holds. */
const KEPT = 100;
const NAMES = ["_", "__", "___"] as const;

/** What cells gave, for later cells: `_` the last value, `__` and `___` those before, `Out` by number. */
export class LastValues {
  readonly #out: Record<number, unknown> = {};
  readonly #counts: number[] = [];
  #values: unknown[] = NAMES.map(() => undefined);

  /** Defines the names as globals, which a cell's own declarations of them hide. */
  install(): void {
    for (const name of NAMES) define(name, undefined);
    define("Out", this.#out);
  }

  /** Takes the value of the cell that is shown with this number. */
  remember(value: unknown, count: number): void {
    if (value === undefined || value === this.#out) return;
    // Neither spread nor `for … of`: a cell may have broken the iterator of arrays.
    const values = [value, this.#values[0], this.#values[1]];
    for (let index = 0; index < NAMES.length; index += 1) {
      const name = NAMES[index] as string;
      if (this.#isOurs(name, this.#values[index])) define(name, values[index]);
    }
    this.#values = values;
    if (!Object.hasOwn(this.#out, count)) this.#counts[this.#counts.length] = count;
    this.#out[count] = value;
    if (this.#counts.length > KEPT) delete this.#out[this.#counts.shift() as number];
  }

  /** Whether a name still is what it was set to here, or was deleted; else it is the learner's. */
  #isOurs(name: string, value: unknown): boolean {
    const property = Object.getOwnPropertyDescriptor(globalThis, name);
    return property === undefined || ("value" in property && Object.is(property.value, value));
  }
}

const { defineProperty } = Reflect;

/**
 * Not enumerable: packages that copy the globals do not keep the values. Where a cell has frozen
 * `globalThis` the name keeps what it has.
 */
function define(name: string, value: unknown): void {
  defineProperty(globalThis, name, {
    value,
    configurable: true,
    writable: true,
    enumerable: false,
  });
}
