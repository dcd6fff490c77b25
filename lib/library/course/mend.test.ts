import { expect, it } from "vitest";
import { mend } from "./index.ts";

type Keep = (p: number, u: number) => boolean | number;
const keep = mend({
  question: "Keep with probability 1 - p.",
  given: ((p, u) => u < p) as Keep,
  run: (program, seed) => [seed, 0.2, 0.8].map((u) => program(0.5, u > 1 ? 0.9 : u)),
  fault: ([, low, high]) =>
    low === false && high === true ? undefined : `It keeps 0.2: ${low}, and 0.8: ${high}.`,
  hints: ["Turn the comparison."],
  solution: "const keep = (p, u) => u >= p;",
  why: "u is at least p in a share 1 - p.",
  further: "And at p = 1?",
});

it("is not attempted while the program does what it did, however it is written", () => {
  for (const answer of [(p: number, u: number) => u < p, (p: number, u: number) => !(u >= p)]) {
    expect(keep.check(answer).text).toBe("Not attempted. The program still does what it did.");
  }
  expect(keep.kind).toBe("mend");
});

it("runs the mended program, and gives the reason that fits what it does", () => {
  expect(keep.check((p, u) => u >= p).text).toBe(
    "Correct. u is at least p in a share 1 - p.\n\nOne question further: And at p = 1?",
  );
  expect(keep.check(() => true).message).toBe("It keeps 0.2: true, and 0.8: true.");
  expect(keep.check(() => Number.NaN).message).toBe("It keeps 0.2: NaN, and 0.8: NaN.");
});

it("explains a program that stops with an error, and what is no program", () => {
  const failing = () => {
    throw new RangeError("no mask");
  };
  expect(keep.check(failing).message).toMatch(/stopped with an error .* RangeError: no mask/);
  expect(keep.check([false, true] as never).message).toBe(
    "The answer must be the program, a function, and this is an array.",
  );
});

it("tells numbers apart that JSON does not", () => {
  const returned = (given: number) =>
    mend({
      question: "",
      given: () => given,
      run: (program) => program(),
      fault: () => "faulty",
      hints: [""],
      solution: "",
      why: "",
    });
  expect(returned(Number.NaN).check(() => Number.NaN).outcome).toBe("not attempted");
  expect(returned(Number.NaN).check(() => Number.POSITIVE_INFINITY).outcome).toBe("incorrect");
  expect(returned(0).check(() => -0).outcome).toBe("incorrect");
});

it("runs both programs on the same seed, and each check on another", () => {
  const seeds: number[] = [];
  const noted = mend({
    question: "",
    given: () => 0,
    run: (program, seed) => seeds.push(seed) && program(),
    fault: () => "faulty",
    hints: [""],
    solution: "",
    why: "",
  });
  noted.check(() => 1);
  noted.check(() => 1);
  expect(seeds[0]).toBe(seeds[1]);
  expect(seeds[2]).not.toBe(seeds[0]);
});
