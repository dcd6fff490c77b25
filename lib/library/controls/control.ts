/** What whoever draws a control needs to know of it, as JSON; `value` is the one at the start. */
export type ControlSpec =
  | {
      readonly kind: "slider";
      readonly min: number;
      readonly max: number;
      readonly step: number;
      readonly value: number;
    }
  | {
      readonly kind: "number";
      readonly min?: number;
      readonly max?: number;
      readonly step?: number;
      readonly value: number;
    }
  /** The value is an index into the options. */
  | { readonly kind: "select"; readonly options: readonly string[]; readonly value: number }
  | { readonly kind: "toggle"; readonly value: boolean }
  /** The value is the number of clicks. */
  | { readonly kind: "button"; readonly value: number };

/** What a control is made of. @internal */
export interface ControlParts<T> {
  readonly spec: ControlSpec;
  /** Stands before the control; the name that `interact` gives it, if undefined. */
  readonly label: string | undefined;
  /** The value that something sent stands for; undefined for what the control cannot have. */
  readonly read: (sent: unknown) => T | undefined;
}

/**
 * What a reader moves: a slider, a menu, a box to tick, a button or a field for a number. `interact`
 * shows it, and gives its value to what it is asked to draw.
 */
export class Control<T> {
  readonly spec: ControlSpec;
  readonly label: string | undefined;
  readonly #read: (sent: unknown) => T | undefined;

  /** @internal */
  constructor({ spec, label, read }: ControlParts<T>) {
    this.spec = spec;
    this.label = label;
    this.#read = read;
  }

  /**
   * The value that something sent stands for.
   *
   * @throws {RangeError} for what the control cannot have
   * @internal
   */
  read(name: string, sent: unknown): T {
    const value = this.#read(sent);
    if (value !== undefined) return value;
    throw new RangeError(
      `interact: ${name} must be a value of its ${this.spec.kind}, got ${JSON.stringify(sent)}`,
    );
  }
}

/** What every control takes besides its own options. */
export interface ControlOptions {
  /** What stands before the control; its name in `interact`, if left out. */
  label?: string;
}
