import { beforeEach, describe, expect, it, vi } from "vitest";
import { naiveDropout } from "./exercises/naive-dropout.ts";
import { scalingFix } from "./exercises/scaling-fix.ts";
import { seeded } from "./seeded.ts";
import { inverse, withMask } from "./testing/dropouts.ts";
import { RIGHT_MASKS } from "./testing/right-masks.ts";
import { WRONG_MASKS } from "./testing/wrong-masks.ts";

// Each check draws its own numbers; here they are the same in every run.
beforeEach(() => {
  vi.spyOn(Math, "random").mockImplementation(seeded(1));
});

const naive = naiveDropout.naive;
const whole = scalingFix.dropout;

describe.each(RIGHT_MASKS)("masks drawn as %s", (_, maker) => {
  it("are accepted, naive and scaled", () => {
    expect(naive.check(withMask(maker, () => 1) as never).text).toMatch(/^Correct/);
    expect(whole.check(withMask(maker, inverse) as never).text).toMatch(/^Correct/);
  });
});

describe.each(WRONG_MASKS)("%s", (_, maker, reason) => {
  it("gets its own reason, naive and scaled", () => {
    const naiveVerdict = naive.check(withMask(maker(), () => 1) as never);
    expect(naiveVerdict).toMatchObject({
      outcome: "incorrect",
      message: expect.stringMatching(reason),
    });
    const verdict = whole.check(withMask(maker(), inverse) as never);
    expect(verdict).toMatchObject({ outcome: "incorrect", message: expect.stringMatching(reason) });
  });
});
