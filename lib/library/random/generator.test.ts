import fc from "fast-check";
import { expect, test } from "vitest";
import { defaultGenerator, manualSeed } from "./default-generator.ts";
import { normal } from "./fill-normal.ts";
import { fillRand } from "./fill-rand.ts";
import { Generator } from "./generator.ts";

const words = (generator: Generator, count: number) =>
  Array.from({ length: count }, () => generator.uint32());

test("a saved state continues where it was saved, after any number of draws", () => {
  fc.assert(
    fc.property(fc.integer(), fc.nat(1500), fc.boolean(), (seed, drawn, odd) => {
      const generator = new Generator(seed);
      words(generator, drawn);
      if (odd) normal(generator);
      const copy = new Generator(0).setState(generator.getState());
      expect(copy.getState()).toEqual(generator.getState());
      expect([normal(copy), ...words(copy, 700)]).toEqual([
        normal(generator),
        ...words(generator, 700),
      ]);
    }),
    { numRuns: 50 },
  );
});

test("only the low 32 bits of a seed count, negative ones in two's complement", () => {
  fc.assert(
    fc.property(fc.bigInt(-(1n << 63n), (1n << 64n) - 1n), (seed) => {
      const low = new Generator(BigInt.asUintN(32, seed));
      expect(words(new Generator(seed), 3)).toEqual(words(low, 3));
    }),
  );
  expect(new Generator(-1).initialSeed()).toBe(18446744073709551615n);
});

test("manualSeed seeds the default generator, forgets the spare normal and returns it", () => {
  manualSeed(5);
  normal(defaultGenerator);
  expect(manualSeed(5)).toBe(defaultGenerator);
  expect(defaultGenerator.getState()).toEqual(new Generator(5).getState());
});

test("a generator that nobody seeded starts from torch's own seed", () => {
  expect(new Generator().initialSeed()).toBe(67280421310721n);
});

test("random has 53 bits and equals rand of float64", () => {
  const values = fillRand(new Float64Array(100), new Generator(3));
  const generator = new Generator(3);
  expect(Array.from({ length: 100 }, () => generator.random())).toEqual(Array.from(values));
});

test("bad seeds, streams and states are refused with the value", () => {
  expect(() => new Generator(1.5)).toThrow(
    "seed: must be an integer (a bigint beyond 2^53), got 1.5",
  );
  expect(() => new Generator(1n << 64n)).toThrow(RangeError);
  expect(() => new Generator(-(1n << 63n) - 1n)).toThrow("must fit in 64 bits");
  expect(() => new Generator(0, { stream: "mkl" as "x86-mkl" })).toThrow("got mkl");
  const generator = new Generator(0);
  expect(() => generator.setState(new Uint8Array(10))).toThrow("must have 5056 bytes, got 10");
  expect(() => generator.setState([] as never)).toThrow(TypeError);
  const broken = generator.getState();
  broken[8] = 7;
  expect(() => generator.setState(broken)).toThrow("must be a valid state, got left 7 and next 0");
});
