import { expect, test } from "vitest";
import { Generator } from "../../random/index.ts";
import { randn, type Tensor, tensor } from "../index.ts";
import { expectSameAsLoops, specialNumbers } from "../testing/same-as-loops.ts";

const EXACT = {
  exp: Math.exp,
  log: Math.log,
  sigmoid: (x: number) => 1 / (1 + Math.exp(-x)),
  tanh: Math.tanh,
};
const OPERATIONS = Object.keys(EXACT) as (keyof typeof EXACT)[];

/** Numbers of every size that float32 has, of both signs, and around the ends of the exponential. */
function numbers(): Tensor<"float32"> {
  const generator = new Generator(5);
  const bits = new Uint32Array(30_000).map(() => generator.uint32());
  const ends = [-104, -103.9, -87.4, -87.3, 88.7, 88.8, 9.01, -9.01, 0.625, 1, Math.SQRT2];
  const near = randn([30_000], { generator }).mul(4).data;
  return tensor(Float32Array.of(...new Float32Array(bits.buffer), ...ends, ...near));
}

test.each(OPERATIONS)("%s equals its plain loop for all kinds of numbers", (operation) => {
  for (let n = 0; n <= 20; n++)
    expectSameAsLoops(() =>
      specialNumbers(n + 1, 3)
        .slice(1)
        [operation](),
    );
  expectSameAsLoops(() => numbers()[operation]());
  expectSameAsLoops(() => numbers().slice(1).reshape([10, -1]).t()[operation]());
});

/** The distance between float32 numbers there; half of it is what rounding costs. */
function unitAt(value: number): number {
  const float = Float32Array.of(Math.abs(value));
  // Rounded down, since above a power of two the distance is twice as long.
  const word = new Int32Array(float.buffer);
  if ((float[0] as number) > Math.abs(value)) word[0] = (word[0] as number) - 1;
  const below = float[0] as number;
  word[0] = (word[0] as number) + 1;
  return (float[0] as number) - below;
}

test.each(OPERATIONS)("%s is within 0.51 units in the last place", (operation) => {
  const x = numbers().data;
  const y = numbers()[operation]().data;
  for (let i = 0; i < x.length; i++) {
    const exact = EXACT[operation](x[i] as number);
    const got = y[i] as number;
    if (Object.is(Math.fround(exact), got)) continue;
    expect(Math.abs(got - exact) / unitAt(exact)).toBeLessThan(0.51);
  }
});
