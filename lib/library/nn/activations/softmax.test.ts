import { expect, test } from "vitest";
import { Generator } from "../../random/index.ts";
import { randn, tensor } from "../../tensor/index.ts";
import { expectSameAsLoops, specialNumbers } from "../../tensor/testing/same-as-loops.ts";
import { functional } from "../index.ts";

const { logSoftmax, softmax } = functional;

test.each([softmax, logSoftmax])(
  "%o equals the operations one by one, along every dimension",
  (fn) => {
    for (const n of [1, 2, 3, 4, 5, 7, 8, 9, 130]) {
      const x = randn([6, n, 3], { generator: new Generator(n) }).mul(5);
      for (const dim of [0, 1, 2, -1]) {
        expectSameAsLoops(() => fn(x, dim));
        expectSameAsLoops(() => fn(x.permute([2, 0, 1]), dim));
        expectSameAsLoops(() => fn(x.slice(1), dim));
      }
      expectSameAsLoops(() => fn(specialNumbers(7 * n).reshape([7, n])));
    }
    const long = randn([3, 33_000], { generator: new Generator(1) });
    expectSameAsLoops(() => fn(long));
    expectSameAsLoops(() => fn(long.t()));
    expectSameAsLoops(() => fn(long.t(), 0));
    expect(fn(long.t(), 0).isContiguous()).toBe(true);
  },
);

test("a tensor without dimensions is its only row", () => {
  expect(softmax(tensor(3)).item()).toBe(1);
  expect(logSoftmax(tensor(3), 0).item()).toBe(0);
});
