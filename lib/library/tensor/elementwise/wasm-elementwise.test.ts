import { expect, test } from "vitest";
import { Generator } from "../../random/index.ts";
import { rand, type Tensor, tensor } from "../index.ts";
import { expectSameAsLoops, SPECIAL, specialNumbers } from "../testing/same-as-loops.ts";

const OPERATIONS = ["add", "sub", "mul", "div", "maximum", "minimum"] as const;

test.each(OPERATIONS)(
  "%s equals the plain loop for sizes 0 to 70 and special values",
  (operation) => {
    for (let n = 0; n <= 70; n++) {
      const a = specialNumbers(n + 1, 1).slice(1);
      expectSameAsLoops(() => a[operation](specialNumbers(n, 3)));
      for (const scalar of SPECIAL) expectSameAsLoops(() => a[operation](scalar));
    }
  },
);

test("a mask beside numbers counts as 0 and 1, wherever it begins and beyond a chunk", () => {
  for (const n of [0, 1, 7, 70, 70_000]) {
    const x = specialNumbers(n);
    const mask = specialNumbers(n + 3, 5)
      .gt(0)
      .slice(3);
    for (const operation of ["add", "mul", "div", "maximum", "minimum"] as const) {
      expectSameAsLoops(() => x[operation](mask));
    }
  }
});

test("relu keeps -0 and NaN, as the plain loop does", () => {
  for (let n = 0; n <= 70; n++)
    expectSameAsLoops(() =>
      specialNumbers(n + 3, 1)
        .slice(3)
        .relu(),
    );
});

test("operands longer than a chunk are worked on to their last number", () => {
  const x = rand([100_003]);
  expectSameAsLoops(() => x.add(x.mul(3)).relu());
});

test("one number repeated, on either side, equals the plain loop", () => {
  const one = tensor([1.3]);
  for (let n = 1; n <= 40; n++) {
    const x = specialNumbers(2 * n).reshape([2, n]);
    for (const repeated of [one.expand([2, n]), one.expand([n]), one, one.reshape([])]) {
      for (const operation of ["add", "sub", "mul", "div", "maximum"] as const) {
        expectSameAsLoops(() => x[operation](repeated));
        expectSameAsLoops(() => repeated[operation](x));
      }
    }
    expectSameAsLoops(() => specialNumbers(n).mul(one.expand([3, n])));
    expectSameAsLoops(() => specialNumbers(n).mul(one.reshape([1, 1])));
  }
  // Shapes too: an operand may have more dimensions than the other, or be stretched by it.
  expect(specialNumbers(5).mul(one.expand([3, 5])).shape).toEqual([3, 5]);
  expect(one.expand([3, 1]).mul(specialNumbers(5)).shape).toEqual([3, 5]);
  expect(one.reshape([1, 1]).add(specialNumbers(5)).shape).toEqual([1, 5]);
  expect(specialNumbers(5).add(one.reshape([1, 1])).shape).toEqual([1, 5]);
  expect(() => one.expand([4]).mul(specialNumbers(5))).toThrow("shapes must broadcast");
});

test("square roots equal the plain loop", () => {
  for (let n = 0; n <= 40; n++)
    expectSameAsLoops(() =>
      specialNumbers(n + 1)
        .slice(1)
        .sqrt(),
    );
  expectSameAsLoops(() => rand([70_001], { generator: new Generator(1) }).sqrt());
});

test.each(["round", "floor", "ceil", "trunc"] as const)("%s equals the plain loop", (operation) => {
  const halves = Array.from({ length: 41 }, (_, i) => (i - 20) / 2);
  const near = [0.49999997, -0.49999997, 8388607.5, -8388607.5, 1e10, -0.2, -0];
  const x = tensor([...halves, ...near, ...SPECIAL]);
  for (let start = 0; start < 8; start++) expectSameAsLoops(() => x.slice(start)[operation]());
});

test("gradients of a relu equal the plain loop, at -0, NaN and infinities too", () => {
  for (let n = 1; n <= 70; n++) {
    expectSameAsLoops(() => {
      const x = specialNumbers(n + 1)
        .slice(1)
        .detach();
      x.requiresGrad = true;
      x.relu().backward(specialNumbers(n, 3));
      return x.grad as Tensor;
    });
  }
});
