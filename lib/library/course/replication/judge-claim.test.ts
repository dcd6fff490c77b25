import { expect, test } from "vitest";
import { meanInterval } from "../../stats/index.ts";
import type { Claim } from "./claim.ts";
import { judgeClaim } from "./judge-claim.ts";

const claim: Claim = {
  ...{ claim: "It helps", source: "lesson 1", quantity: "points" },
  ...{ measured: meanInterval([1, 2, 3]), allows: { above: 0 } },
};

// The mean is 2, and the interval goes from -0.48 to 4.48.
test.each<[Claim["allows"], string]>([
  [{ above: -0.5 }, "reproduced"],
  [{ below: 4.5 }, "reproduced"],
  [{ above: -1, below: 5 }, "reproduced"],
  [{ above: 0 }, "not established"],
  [{ below: 4 }, "not established"],
  [{ above: 1, below: 3 }, "not established"],
  [{ above: 4.5 }, "not reproduced"],
  [{ below: -0.5 }, "not reproduced"],
  [{ above: 5, below: 6 }, "not reproduced"],
])("what allows %j is judged by the whole interval: %s", (allows, finding) => {
  expect(judgeClaim("01-a", { ...claim, allows }).finding).toBe(finding);
});

test("an end is not among what is allowed", () => {
  const exact = (measured: number) =>
    judgeClaim("01-a", { ...claim, measured, allows: { above: 0, below: 1 } }).finding;
  expect([0, 0.5, 1].map(exact)).toEqual(["not reproduced", "reproduced", "not reproduced"]);
});

test("a row keeps six digits of its numbers", () => {
  const { measured, digits } = judgeClaim("01-a", claim);
  expect([measured, digits]).toEqual([[2, -0.484138, 4.48414], 2]);
  expect(judgeClaim("01-a", { ...claim, measured: 1 / 3 }).measured).toBe(0.333333);
});

test.each<[Partial<Claim>, string]>([
  [{ allows: {} }, "must allow some numbers and not all, got above -Infinity, below Infinity"],
  [{ allows: { above: 1, below: 1 } }, "must allow some numbers and not all, got above 1, below 1"],
  [{ measured: Number.NaN }, "must be measured by finite numbers, got NaN"],
])("a claim of %j is refused", (part, message) => {
  expect(() => judgeClaim("01-a", { ...claim, ...part })).toThrow(
    `replication: 01-a, "It helps": ${message}`,
  );
});
