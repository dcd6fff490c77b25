import { test } from "vitest";
import { Generator } from "../../random/index.ts";
import { rand, randint, type Tensor, tensor } from "../index.ts";
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
