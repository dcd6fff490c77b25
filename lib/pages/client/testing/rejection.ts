import { expect } from "vitest";

/** What a promise is rejected with. */
export async function rejection(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    (value) => expect.fail(`must be rejected, got ${JSON.stringify(value)}`),
    (reason) => reason,
  );
}
