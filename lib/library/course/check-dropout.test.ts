import { expect, it } from "vitest";
import { checkDropout, type DropoutAnswer, type DropoutCheck, seeded } from "./index.ts";

const NAIVE = { scaled: false, why: "A coin for each neuron." } satisfies DropoutCheck;
const INVERTED = { scaled: true, why: "What is kept makes up." } satisfies DropoutCheck;
const WITH_EVAL = { ...INVERTED, evaluates: true } satisfies DropoutCheck;

const drop: DropoutAnswer = (x, p, random) => x.map((v) => (random() < p ? 0 : v));
const scale =
  (factor: (p: number) => number): DropoutAnswer =>
  (x, p, random) =>
    x.map((v) => (random() < p ? 0 : v * factor(p)));
const invert: DropoutAnswer = (x, p, random) =>
  x.map((v) => (random() < p ? 0 : v * (1 / (1 - p))));

it("accepts the right functions", () => {
  expect(checkDropout(drop, NAIVE)).toMatchObject({ outcome: "correct", message: NAIVE.why });
  expect(checkDropout(invert, INVERTED).outcome).toBe("correct");
  const float32: DropoutAnswer = (x, p, random) => Float32Array.from(invert(x, p, random, true));
  expect(checkDropout(float32, INVERTED).outcome).toBe("correct");
  const layer: DropoutAnswer = (x, p, random, training) =>
    training ? invert(x, p, random, training) : x;
  expect(checkDropout(layer, WITH_EVAL).outcome).toBe("correct");
  const layer32: DropoutAnswer = (...inputs) => Float32Array.from(layer(...inputs));
  expect(checkDropout(layer32, WITH_EVAL).outcome).toBe("correct");
});

const FAULTS: [string, DropoutAnswer, DropoutCheck, RegExp][] = [
  ["a number", 60 as never, NAIVE, /must be a function, and this is a number/],
  ["nothing returned", (() => {}) as never, NAIVE, /returned undefined\. Does it end with return/],
  ["a number returned", (() => 60) as never, NAIVE, /must return an array, and it returned a num/],
  [
    "an async function",
    (async () => [60]) as never,
    NAIVE,
    /returned a promise: write it without async/,
  ],
  [
    "changed input",
    (x, p, random) => {
      x.forEach((_, i) => {
        if (random() < p) x[i] = 0;
      });
      return x;
    },
    NAIVE,
    /changes the array that it is given/,
  ],
  ["values left out", (x, p, random) => x.filter(() => random() >= p), NAIVE, /stays in its place/],
  ["NaN", (x) => x.map(() => Number.NaN), NAIVE, /must be finite, and one is NaN/],
  ["holes", (x) => new Array(x.length), NAIVE, /must be a number, and one is undefined/],
  [
    "randomness of its own",
    (() => {
      const own = seeded(99);
      return (x: number[], p: number) => x.map((v) => (own() < p ? 0 : v));
    })(),
    NAIVE,
    /Use the random that the function is given/,
  ],
  ["a fixed mask", (x) => x.map((v, i) => (i % 5 < 2 ? 0 : v)), NAIVE, /drops the same neurons/],
  ["all dropped", (x) => x.map(() => 0), NAIVE, /everything is dropped/],
  ["none dropped", (x) => [...x], NAIVE, /nothing is dropped/],
  ["scaled, none dropped", (x, p) => x.map((v) => v / (1 - p)), INVERTED, /nothing is dropped/],
  [
    "one coin for all",
    (x, p, random) => {
      const isDropped = random() < p;
      return x.map((v) => (isDropped ? 0 : v));
    },
    NAIVE,
    /share one fate/,
  ],
  [
    "an exact share",
    (x, p, random) => {
      const order = x.map((_, i) => ({ i, key: random() })).sort((a, b) => a.key - b.key);
      const dropped = new Set(order.slice(0, p * x.length).map(({ i }) => i));
      return x.map((v, i) => (dropped.has(i) ? 0 : v));
    },
    NAIVE,
    /exactly 50 in 100 of the neurons are kept, in every draw/,
  ],
  [
    "the mask",
    (x, p, random) => x.map(() => (random() < p ? 0 : 1)),
    NAIVE,
    /becomes 1.*mask alone/,
  ],
  ["p kept", (x, p, random) => x.map((v) => (random() < p ? v : 0)), NAIVE, /p is the probability/],
  ["half dropped", (x, _, random) => x.map((v) => (random() < 0.5 ? v : 0)), NAIVE, /should be 60/],
  ["scaled too early", invert, NAIVE, /scaling of the next lesson: here kept values must stay/],
  ["not scaled", drop, INVERTED, /kept values stay as they are.* the factor must be .*1\.667/],
  ["times 1 - p", scale((p) => 1 - p), INVERTED, /multiplied by 1 - p/],
  ["over p", scale((p) => 1 / p), INVERTED, /divided by p, the share that is dropped/],
  [
    "times 2",
    scale(() => 2),
    INVERTED,
    /multiplied by 2, and at p = 0\.4 the factor must be .*1\.667/,
  ],
  ["right at 0.4 only", scale(() => 1 / 0.6), INVERTED, /at p = 0\.2 the factor must be .*1\.25/],
  [
    "factors that differ",
    (x, p, random) => x.map((v, i) => (random() < p ? 0 : v * (1 + i / 1000))),
    INVERTED,
    /different factors/,
  ],
  [
    "NaN at p = 1",
    (x, p, random) => x.map((v) => (v * (random() < p ? 0 : 1)) / (1 - p)),
    INVERTED,
    /At p = 1 the output must be 0 everywhere/,
  ],
  ["eval drops", (x, p, random) => invert(x, p, random, true), WITH_EVAL, /still dropped/],
  [
    "eval scales",
    (x, p, random, training) => (training ? invert(x, p, random, true) : x.map((v) => v * (1 - p))),
    WITH_EVAL,
    /In eval mode .* multiplied by 0\.6/,
  ],
];

it.each(FAULTS)("gives its own reason to %s", (_, answer, check, reason) => {
  const verdict = checkDropout(answer, check);
  expect(verdict.outcome).toBe("incorrect");
  expect(verdict.message).toMatch(reason);
});

it("accepts an error where random() is exactly 0, with a remark", () => {
  const strict: DropoutAnswer = (x, p, random) =>
    x.map((v) => {
      const u = random();
      if (u === 0) throw new RangeError("no logarithm of 0");
      return u < p ? 0 : v;
    });
  expect(checkDropout(strict, NAIVE).text).toMatch(/^Correct.*exactly 0, this stops with an error/);
});

it("accepts > and <=, with a remark on what that does", () => {
  const above: DropoutAnswer = (x, p, random) => x.map((v) => (random() > p ? v : 0));
  expect(checkDropout(above, NAIVE).text).toMatch(
    /^Correct.*remark: when random\(\) gives exactly 0, p = 0 drops a value/,
  );
  const upTo: DropoutAnswer = (x, p, random) => x.map((v) => (random() <= 1 - p ? v : 0));
  expect(checkDropout(upTo, NAIVE).text).toMatch(
    /^Correct.*remark: when random\(\) gives exactly 0, p = 1 keeps one/,
  );
  const exact: DropoutAnswer = (x, p, random) => x.map((v) => (random() >= p ? v : 0));
  expect(checkDropout(exact, NAIVE).text).toMatch(/^Correct(?!.*remark)/);
});

it("gives the same verdict for the same seed, and other numbers for another", () => {
  const off: DropoutAnswer = (x, p, random) => x.map((v) => (random() < p + 0.05 ? 0 : v));
  const text = (seed: number) => checkDropout(off, { ...NAIVE, seed }).text;
  expect(text(1)).toBe(text(1));
  expect(new Set([1, 2, 3, 4].map(text)).size).toBeGreaterThan(1);
});
