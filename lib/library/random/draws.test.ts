import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { drawBernoulli } from "./draw-bernoulli.ts";
import { fillBernoulli } from "./fill-bernoulli.ts";
import { fillBernoulliMkl } from "./fill-bernoulli-mkl.ts";
import { fillNormal } from "./fill-normal.ts";
import { fillRand } from "./fill-rand.ts";
import { fillRandint } from "./fill-randint.ts";
import { fillRandperm } from "./fill-randperm.ts";
import { fillUniform } from "./fill-uniform.ts";
import { Generator } from "./generator.ts";
import { log32 } from "./log32.ts";
import type { RandomSource } from "./random-source.ts";
import { sincos32 } from "./sincos32.ts";

/** A source that gives these words, then throws. */
function scripted(...words: number[]): RandomSource {
  const uint32 = () => {
    const word = words.shift();
    if (word === undefined) throw new Error("one word too many");
    return word;
  };
  return { uint32, random: () => Number.NaN, spareNormal: undefined };
}

function mean(values: Iterable<number>): number {
  const list = Array.from(values);
  return list.reduce((sum, value) => sum + value, 0) / list.length;
}

test("rand takes the low 24 bits of one word, or 53 bits of two", () => {
  const floats = fillRand(new Float32Array(2), scripted(0xff000001, 0x00ffffff));
  expect(Array.from(floats)).toEqual([1 / 0x1000000, 0xffffff / 0x1000000]);
  const [value] = fillRand(new Float64Array(1), scripted(0xffe00001, 3));
  expect(value).toBe((0x100000000 + 3) / 0x20000000000000);
});

test("bernoulli is 1 strictly below p, and the second word decides a tie of the first", () => {
  // p = 1/2 is the number of 53 bits with first part 0x100000 and second part 0.
  const words = [0x100000, 0, 0xfffff, 0xffffffff, 0xffefffff, 0xffffffff];
  expect(Array.from(fillBernoulli(new Float32Array(3), 0.5, scripted(...words)))).toEqual([
    0, 1, 1,
  ]);
  const p = 0.5 + 5 / 0x20000000000000;
  const near = [0x100000, 4, 0x100000, 5, 0x100000, 6];
  expect(Array.from(fillBernoulli(new Float64Array(3), p, scripted(...near)))).toEqual([1, 0, 0]);
});

test("torch's generator gives the ones that comparing its uniform numbers gives", () => {
  fc.assert(
    fc.property(
      fc.integer(),
      fc.nat(700),
      fc.nat(1500),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (seed, before, n, p) => {
        const generator = new Generator(seed);
        for (let i = 0; i < before; i++) generator.uint32();
        const copy = new Generator(0).setState(generator.getState());
        const uint32 = () => copy.uint32();
        const source = { uint32, random: uint32, spareNormal: undefined };
        // A source that is no Generator is drawn from number by number.
        const expected = fillBernoulli(new Float32Array(n), p, source);
        expect(fillBernoulli(new Float32Array(n), p, generator)).toEqual(expected);
        expect(generator.getState()).toEqual(copy.getState());
      },
    ),
  );
});

test("the second word decides a tie for torch's generator too", () => {
  // A p between the first uniform number and the next ones: the pair itself is compared.
  const first = new Generator(77).random();
  for (const p of [first, first + 1 / 0x20000000000000, first - 1 / 0x20000000000000]) {
    const [one] = fillBernoulli(new Float64Array(1), p, new Generator(77));
    expect(one).toBe(first < p ? 1 : 0);
  }
});

test("bernoulli at 0 and 1 draws, but never misses", () => {
  fc.assert(
    fc.property(fc.nat(0xffffffff), fc.nat(0xffffffff), (first, second) => {
      expect(fillBernoulli(new Float32Array(1), 0, scripted(first, second))[0]).toBe(0);
      expect(fillBernoulli(new Float32Array(1), 1, scripted(first, second))[0]).toBe(1);
    }),
  );
});

test("the share of ones is p, on both streams", () => {
  for (const stream of ["default", "x86-mkl"] as const) {
    for (const p of [0.1, 0.5, 0.8]) {
      const ones = fillBernoulli(new Float32Array(100_000), p, new Generator(1, { stream }));
      // Five standard deviations of a binomial share.
      expect(Math.abs(mean(ones) - p)).toBeLessThan(5 * Math.sqrt((p * (1 - p)) / 100_000));
    }
  }
});

test("the stream x86-mkl draws what MKL draws, and one word a call", () => {
  const { cases } = JSON.parse(
    readFileSync(new URL("../../../data/mkl-bernoulli.json", import.meta.url), "utf8"),
  );
  expect(cases.length).toBe(32);
  for (const { seed, p, ones } of cases) {
    const drawn = fillBernoulliMkl(new Float32Array(ones.length), p, scripted(seed));
    expect(drawn.join("")).toBe(ones);
  }
  const generator = new Generator(9, { stream: "x86-mkl" });
  fillBernoulli(new Float64Array(1000), 0.3, generator);
  const other = new Generator(9);
  other.uint32();
  expect(generator.getState()).toEqual(other.getState());
});

test("probabilities outside [0, 1] are refused, also among others", () => {
  for (const p of [-0.1, 1.5, Number.NaN]) {
    expect(() => fillBernoulli(new Float32Array(1), p)).toThrow(`p must be in [0, 1], got ${p}`);
    expect(() => drawBernoulli(Float64Array.of(0.5, p))).toThrow(RangeError);
  }
});

test("drawBernoulli compares 24 bits for float32 and 53 for float64", () => {
  const half = drawBernoulli(Float32Array.of(0.5, 0.5), scripted(0x7fffff, 0x800000));
  expect(Array.from(half)).toEqual([1, 0]);
  const double = drawBernoulli(Float64Array.of(0.5, 0.5), scripted(0xfffff, 9, 0x100000, 0));
  expect(Array.from(double)).toEqual([1, 0]);
});

test("randint takes the remainder of one word, or of two from a range of 28 bits", () => {
  expect(Array.from(fillRandint(new BigInt64Array(2), -5, 5, scripted(17, 9)))).toEqual([2n, 4n]);
  const wide = fillRandint(new BigInt64Array(1), 0, 0x10000000, scripted(1, 7));
  expect(Array.from(wide)).toEqual([7n]);
  expect(() => fillRandint(new BigInt64Array(1), 3, 3)).toThrow("got 3 and 3");
});

test("randperm is a permutation for any seed and length", () => {
  fc.assert(
    fc.property(fc.integer(), fc.nat(300), (seed, n) => {
      const order = Array.from(fillRandperm(new BigInt64Array(n), new Generator(seed)), Number);
      expect([...order].sort((a, b) => a - b)).toEqual(order.map((_, i) => i));
    }),
  );
});

test("uniform stays in [low, high)", () => {
  const bound = fc.double({ min: -1e6, max: 1e6, noNaN: true });
  fc.assert(
    fc.property(bound, bound, fc.integer(), (a, b, seed) => {
      const [low, high] = [Math.fround(Math.min(a, b)), Math.fround(Math.max(a, b))];
      for (const out of [new Float32Array(50), new Float64Array(50)]) {
        fillUniform(out, low, high, new Generator(seed));
        expect(out.every((value) => value >= low && (value < high || low === high))).toBe(true);
      }
    }),
  );
  expect(() => fillUniform(new Float32Array(1), 2, 1)).toThrow("got 2 and 1");
});

test("a uniform number that rounds up to high becomes low", () => {
  const high = 1 + 1 / 0x800000;
  expect(fillUniform(new Float32Array(1), 1, high, scripted(0xffffff))[0]).toBe(1);
  const next = 1 + Number.EPSILON;
  const words = scripted(0x1fffff, 0xffffffff);
  expect(fillUniform(new Float64Array(1), 1, next, words)[0]).toBe(1);
});

test("normal numbers have mean 0, variance 1 and the right tails", () => {
  for (const out of [new Float32Array(100_003), new Float64Array(100_003)]) {
    fillNormal(out, new Generator(4));
    const variance = mean(out.map((x) => x * x));
    const beyond2 = out.filter((x) => Math.abs(x) > 2).length / out.length;
    // Five standard deviations each: 1/√n, √(2/n), √(.0455 · .9545 / n).
    expect(Math.abs(mean(out))).toBeLessThan(0.016);
    expect(Math.abs(variance - 1)).toBeLessThan(0.023);
    expect(Math.abs(beyond2 - 0.0455)).toBeLessThan(0.0033);
  }
});

test("fewer than 16 normal numbers come in pairs, the spare kept for the next call", () => {
  const together = fillNormal(new Float64Array(4), new Generator(8));
  const generator = new Generator(8);
  const apart = [1, 3].flatMap((n) => Array.from(fillNormal(new Float64Array(n), generator)));
  expect(apart).toEqual(Array.from(together));
});

test("log32 and sincos32 are within 2 units of float32's last place", () => {
  const unit = 1 / 0x800000;
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 0x1000000 }), (i) => {
      const x = i / 0x1000000;
      expect(Math.abs(log32(x) - Math.log(x))).toBeLessThanOrEqual(
        2 * unit * Math.abs(Math.log(x)),
      );
      const angle = Math.fround(x * 2 * Math.PI);
      const { sin, cos } = sincos32(angle);
      expect(Math.abs(sin - Math.sin(angle))).toBeLessThan(2 * unit);
      expect(Math.abs(cos - Math.cos(angle))).toBeLessThan(2 * unit);
    }),
    { numRuns: 2000 },
  );
});
