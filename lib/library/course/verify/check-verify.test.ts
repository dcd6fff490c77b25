import { expect, it } from "vitest";
import { pytorchCheck } from "../exercises/pytorch-check.ts";
import { answers } from "../testing/answers/pytorch-check.ts";
import { checkVerify } from "./check-verify.ts";

const { right, wrong } = answers.verify;

it.each(right)("accepts what is right in whatever order it is asked: %s", (answer) => {
  for (let time = 0; time < 3; time++) {
    expect(pytorchCheck.verify.check(answer)).toMatchObject({ outcome: "correct" });
  }
});

it.each(wrong)("gives its reason to what is wrong in whatever order: %s", (answer, reason) => {
  for (let time = 0; time < 3; time++) {
    expect(pytorchCheck.verify.check(answer as never)).toMatchObject({
      outcome: "incorrect",
      message: expect.stringMatching(reason),
    });
  }
});

it("gives the same verdict for the same seed", () => {
  const off = (_: number[], y: number[]) => y.every((v) => v < 1);
  expect(checkVerify(off, "", 3)).toEqual(checkVerify(off, "", 3));
});

it("says what is no function", () => {
  expect(checkVerify(true as never, "").message).toMatch(/must be a function, and this is a/);
});
