import { syncBuiltinESMExports } from "node:module";
import timers from "node:timers";
import { promisify } from "node:util";
import type { CellContext } from "./cell-context.ts";

type Callback = (...values: unknown[]) => unknown;
type Schedule = (callback: Callback, ...rest: unknown[]) => unknown;

// Node's own, whatever a cell makes of it.
const { nextTick } = process;

/**
 * Makes timers and immediates remember the cell that set them. A cell that was interrupted loses
 * its timers: `for (;;) await sleep(10)` has no other way to end.
 *
 * What an immediate calls runs in a tick right after it, where Node would have run its ticks: an
 * interrupt of the second immediate in a row would leave Node's list of immediates such that every
 * later look at it throws, for ever.
 */
export function wrapTimers(context: CellContext): void {
  const wrap = (name: "setTimeout" | "setInterval" | "setImmediate"): void => {
    const original = globalThis[name] as unknown as Schedule & {
      [promisify.custom]?: (...values: unknown[]) => Promise<unknown>;
    };
    const schedule: Schedule = (callback, ...rest) => {
      // What is no function is refused by Node itself, in its own words.
      if (typeof callback !== "function") return original(callback, ...rest);
      const { current: cell, latest } = context;
      return original(
        function (this: unknown, ...values: unknown[]) {
          if (context.isSilenced(cell, latest)) return clear(this);
          const call = () => callback.apply(this, values);
          context.resume(cell, name === "setImmediate" ? () => nextTick(call) : call);
        },
        ...rest,
      );
    };
    Object.defineProperty(schedule, "name", { value: name });
    const promised = original[promisify.custom];
    if (promised !== undefined) {
      const later = (...values: unknown[]): Promise<unknown> => {
        const { current: cell, latest } = context;
        return promised(...values).then((value) =>
          context.isSilenced(cell, latest) ? new Promise(() => {}) : value,
        );
      };
      Object.defineProperty(schedule, promisify.custom, { value: later });
    }
    for (const owner of [globalThis, timers]) {
      Object.defineProperty(owner, name, { value: schedule, configurable: true, writable: true });
    }
  };
  wrap("setTimeout");
  wrap("setInterval");
  wrap("setImmediate");
  syncBuiltinESMExports();
}

function clear(timer: unknown): void {
  clearInterval(timer as NodeJS.Timeout);
}
