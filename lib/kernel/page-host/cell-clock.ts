import type { CellId } from "../link/messages.ts";

type Callback = (...values: unknown[]) => unknown;
type Schedule = (callback: unknown, ...rest: unknown[]) => unknown;

const TIMERS = ["setTimeout", "setInterval", "requestAnimationFrame"] as const;

/** Which cell the code that runs now belongs to, so that late output finds its cell. */
export class CellClock {
  #latest: CellId = 0;
  #called: CellId | undefined;
  readonly #settling = new MessageChannel();

  constructor() {
    this.#settling.port1.onmessage = () => {
      this.#called = undefined;
    };
  }

  /** The cell that the present code belongs to; the latest one where nothing tells. */
  get current(): CellId {
    return this.#called ?? this.#latest;
  }

  /** Says that a cell begins. */
  start(cell: CellId): void {
    this.#latest = cell;
    this.#called = undefined;
  }

  /** Calls what belongs to an earlier cell, and what waits for that. */
  resume<T>(cell: CellId, callback: () => T): T {
    this.#called = cell;
    // Not yet when it returns: what waits for a promise that it settles runs after it.
    this.#settling.port2.postMessage(null);
    return callback();
  }

  /** Makes timers remember the cell that set them. */
  wrapTimers(): void {
    for (const name of TIMERS) {
      const original = Reflect.get(globalThis, name) as Schedule | undefined;
      if (original === undefined) continue;
      const schedule: Schedule = (callback, ...rest) => {
        if (typeof callback !== "function") return original.call(globalThis, callback, ...rest);
        const { current } = this;
        const call = (...values: unknown[]) =>
          this.resume(current, () => (callback as Callback)(...values));
        return original.call(globalThis, call, ...rest);
      };
      Object.defineProperty(schedule, "name", { value: name });
      Reflect.set(globalThis, name, schedule);
    }
  }
}
