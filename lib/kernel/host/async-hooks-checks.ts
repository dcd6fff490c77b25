import { createHook } from "node:async_hooks";
import { closureValue } from "./closure-value.ts";

/** What Node counts of async hooks, in memory that its native side reads. */
interface Bookkeeping {
  async_hook_fields: Uint32Array;
  constants: Record<string, number>;
  clearAsyncIdStack(): void;
}

interface Hook {
  enable(): Hook;
  disable(): Hook;
}

const COUNTED = ["kInit", "kBefore", "kAfter", "kDestroy", "kPromiseResolve"];

/**
 * Makes an interrupt survivable while async hooks are on, as they are on Node 20 from the first use
 * of an AsyncLocalStorage. What an interrupt ends never leaves its async scope; Node's native side
 * checks that while its two counts of hooks are not 0, and aborts. No hook needs these to be
 * called. Returns what closes the scopes that an interrupt has left open.
 */
export function surviveOpenScopes(): () => void {
  const prototype = Object.getPrototypeOf(createHook({})) as Hook;
  const { enable, disable } = prototype;
  // Read when the first hook is turned on: most sessions have none.
  let counts: HookCounts | undefined;
  const counting = (change: () => Hook) =>
    function (this: Hook): Hook {
      counts ??= HookCounts.read(enable);
      // By the counts Node turns the first hook on and the last one off.
      counts.restore();
      try {
        return change.call(this);
      } finally {
        counts.forget();
      }
    };
  Object.assign(prototype, { enable: counting(enable), disable: counting(disable) });
  return () => counts?.closeScopes();
}

class HookCounts {
  readonly #bookkeeping: Bookkeeping | undefined;

  private constructor(bookkeeping: Bookkeeping | undefined) {
    this.#bookkeeping = bookkeeping;
  }

  static read(enable: () => Hook): HookCounts {
    const found = closureValue(enable, ["getHookArrays", "async_wrap"]) as Bookkeeping | undefined;
    return new HookCounts(found?.constants === undefined ? undefined : found);
  }

  restore(): void {
    let total = 0;
    for (const name of COUNTED) total += this.#field(name);
    this.#set(total, Math.min(total, 1));
  }

  forget(): void {
    this.#set(0, 0);
  }

  closeScopes(): void {
    // Also those of a hook that another's callback has turned on.
    this.forget();
    this.#bookkeeping?.clearAsyncIdStack();
  }

  #field(name: string): number {
    const { async_hook_fields: fields, constants } = this.#bookkeeping ?? {};
    return fields?.[constants?.[name] ?? -1] ?? 0;
  }

  #set(total: number, check: number): void {
    if (this.#bookkeeping === undefined) return;
    const { async_hook_fields: fields, constants } = this.#bookkeeping;
    fields[constants.kTotals ?? -1] = total;
    fields[constants.kCheck ?? -1] = check;
  }
}
