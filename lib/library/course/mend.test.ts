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

const nothing = { question: "", hints: [""], solution: "", why: "Mended." };

it("lets a program be mended that stops with an error as it is given", () => {
  const last = mend({
    ...nothing,
    given: (x: number[]) => (x[x.length] as number).toFixed(1),
    run: (program) => program([1, 2]),
    fault: (seen) => (seen === "2.0" ? undefined : `It gives ${seen}.`),
  });
  expect(last.check((x) => (x[x.length - 1] as number).toFixed(1)).text).toBe("Correct. Mended.");
  expect(last.check((x) => (x[0] as number).toFixed(1)).message).toBe("It gives 1.0.");
  expect(last.check((x) => (x[x.length] as number).toFixed(1)).outcome).toBe("not attempted");
  const other = () => {
    throw new RangeError("no last");
  };
  expect(last.check(other).message).toMatch(/stopped with an error .* RangeError: no last/);
});

it("asks its author for plain data, and takes nothing else for what it was", () => {
  const seeing = (given: () => unknown) =>
    mend({ ...nothing, given, run: (program) => [program()], fault: () => "faulty" });
  for (const other of [new Map(), Float32Array.of(1), () => 1, Symbol("one")]) {
    expect(seeing(() => other).check(() => 1).message).toMatch(/run must give back plain data/);
    expect(seeing(() => 1).check(() => other).message).toBe("faulty");
  }
  for (const [one, two] of [
    [undefined, null],
    [1, "1"],
    [1n, "1"],
    [[], {}],
    [[1, 2], ["1,2"]],
  ]) {
    expect(seeing(() => one).check(() => two).outcome).toBe("incorrect");
    expect(seeing(() => one).check(() => structuredClone(one)).outcome).toBe("not attempted");
  }
});
