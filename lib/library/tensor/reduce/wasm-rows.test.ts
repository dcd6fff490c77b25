import { test } from "vitest";
import { Generator } from "../../random/index.ts";
import { rand, randint, randn, type Tensor, tensor } from "../index.ts";
import { expectSameAsLoops, specialNumbers } from "../testing/same-as-loops.ts";

/** Large numbers that cancel: which small ones are left then tells the order of adding. */
function cancelling(rows: number, n: number, seed = rows): Tensor<"float32"> {
  const draws = randint(0, 4, [rows * n], { generator: new Generator(seed) }).data;
  const values = Float32Array.from(draws, (i) => [1, 3, 1e20, -1e20][Number(i)] ?? 0);
  return tensor(values).reshape([rows, n]);
}

/** Shapes around the widths of the loops, and one that needs several chunks. */
const shapes = [0, 1, 2, 3, 4, 5, 7, 8, 9, 66].flatMap((rows) =>
  [1, 2, 3, 7, 8, 9, 17, 600].map((n) => [rows, n] as const),
);

test("a row added to all rows equals the plain loop", () => {
  for (const [rows, n] of shapes) {
    expectSameAsLoops(() =>
      specialNumbers(rows * n)
        .reshape([rows, n])
        .add(specialNumbers(n, 3)),
    );
    expectSameAsLoops(() =>
      rand([rows, n], { generator: new Generator(n) }).add(specialNumbers(n + 1).slice(1)),
    );
  }
  expectSameAsLoops(() =>
    specialNumbers(24)
      .reshape([2, 3, 4])
      .add(specialNumbers(12, 5).reshape([3, 4])),
  );
});

test("sums over the first dimensions equal the plain loop, in its order of adding", () => {
  for (const [rows, n] of shapes) {
    expectSameAsLoops(() => cancelling(rows, n).sum(0));
    expectSameAsLoops(() =>
      specialNumbers(rows * n)
        .reshape([rows, n])
        .sum(0),
    );
  }
  for (let seed = 0; seed < 40; seed++) expectSameAsLoops(() => cancelling(7, 1, seed).sum(0));
  expectSameAsLoops(() => specialNumbers(240).reshape([2, 3, 5, 8]).sum([1, 0]));
  expectSameAsLoops(() => specialNumbers(240).reshape([2, 3, 5, 8]).sum([1]));
});

test("sums, means, largest and smallest over any dimensions of any layout equal the plain loop", () => {
  const whole = randn([4, 9, 5, 7], { generator: new Generator(8) }).relu();
  const special = specialNumbers(4 * 9 * 5 * 7, 3).reshape([4, 9, 5, 7]);
  const dims = [undefined, 0, 1, 2, 3, [0, 1], [2, 3], [0, 3], [1, 2], [0, 2, 3]];
  for (const x of [whole, special, special.abs(), special.neg()]) {
    for (const view of [x, x.permute([2, 0, 3, 1]), x.slice(1, 4, { dim: 2 })]) {
      for (const dim of dims) {
        for (const keepdim of [false, true]) {
          expectSameAsLoops(() => view.sum(dim, { keepdim }));
          expectSameAsLoops(() => view.mean(dim, { keepdim }));
          expectSameAsLoops(() => view.max(dim, { keepdim }));
          expectSameAsLoops(() => view.min(dim, { keepdim }));
        }
      }
    }
  }
  const long = randn([3, 33_000], { generator: new Generator(9) });
  for (const x of [long, long.t(), long.reshape([33_000, 3])]) {
    for (const dim of [0, 1]) {
      expectSameAsLoops(() => x.max(dim));
      expectSameAsLoops(() => x.sum(dim));
    }
  }
});
