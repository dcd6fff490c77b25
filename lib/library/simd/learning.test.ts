import { expect, test } from "vitest";
import { Adam, SGD } from "../nn/index.ts";
import { Generator } from "../random/index.ts";
import { rand, randint, randn, scope, type Tensor, tensor, zeros } from "../tensor/index.ts";
import { withoutSimd } from "./index.ts";
import { firstDifference } from "./testing/first-difference.ts";

type Matrix = Tensor<"float32">;

const special = [-0, 0, 1, -1.5, Infinity, -Infinity, NaN, 1e-45, 3.4e38, -1e-38, 0.1];

function numbers(n: number, step = 1): Matrix {
  const values = Array.from({ length: n }, (_, i) => special[(i * step) % 13] ?? (i - 5) / 7);
  return tensor(Float32Array.from(values));
}

/** Large numbers that cancel: which small ones are left then tells the order of adding. */
function cancelling(rows: number, n: number, seed = rows): Matrix {
  const draws = randint(0, 4, [rows * n], { generator: new Generator(seed) }).data;
  const values = Float32Array.from(draws, (i) => [1, 3, 1e20, -1e20][Number(i)] ?? 0);
  return tensor(values).reshape([rows, n]);
}

/** With kernels, on arrays and in a scope, the very bits of the plain loops. */
function expectSame(expression: () => Tensor): void {
  const plain = withoutSimd(() => expression().data);
  expect(firstDifference(expression().data, plain)).toBe(-1);
  expect(firstDifference(scope(expression).data, plain)).toBe(-1);
}

/** Shapes around the widths of the loops, and one that needs several pieces. */
const shapes = [0, 1, 2, 3, 4, 5, 7, 8, 9, 66].flatMap((rows) =>
  [1, 2, 3, 7, 8, 9, 17, 600].map((n) => [rows, n] as const),
);

test("a row added to all rows equals the plain loop", () => {
  for (const [rows, n] of shapes) {
    expectSame(() =>
      numbers(rows * n)
        .reshape([rows, n])
        .add(numbers(n, 3)),
    );
    expectSame(() => rand([rows, n], { generator: new Generator(n) }).add(numbers(n + 1).slice(1)));
  }
  expectSame(() =>
    numbers(24)
      .reshape([2, 3, 4])
      .add(numbers(12, 5).reshape([3, 4])),
  );
});

test("sums over the first dimensions equal the plain loop, in its order of adding", () => {
  for (const [rows, n] of shapes) {
    expectSame(() => cancelling(rows, n).sum(0));
    expectSame(() =>
      numbers(rows * n)
        .reshape([rows, n])
        .sum(0),
    );
  }
  for (let seed = 0; seed < 40; seed++) expectSame(() => cancelling(7, 1, seed).sum(0));
  expectSame(() => numbers(240).reshape([2, 3, 5, 8]).sum([1, 0]));
  expectSame(() => numbers(240).reshape([2, 3, 5, 8]).sum([1]));
});

test("one number repeated, on either side, equals the plain loop", () => {
  const one = tensor([1.3]);
  for (let n = 1; n <= 40; n++) {
    const x = numbers(2 * n).reshape([2, n]);
    for (const repeated of [one.expand([2, n]), one.expand([n]), one, one.reshape([])]) {
      for (const operation of ["add", "sub", "mul", "div", "maximum"] as const) {
        expectSame(() => x[operation](repeated));
        expectSame(() => repeated[operation](x));
      }
    }
    expectSame(() => numbers(n).mul(one.expand([3, n])));
    expectSame(() => numbers(n).mul(one.reshape([1, 1])));
  }
  // Shapes too: an operand may have more dimensions than the other, or be stretched by it.
  expect(numbers(5).mul(one.expand([3, 5])).shape).toEqual([3, 5]);
  expect(one.expand([3, 1]).mul(numbers(5)).shape).toEqual([3, 5]);
  expect(one.reshape([1, 1]).add(numbers(5)).shape).toEqual([1, 5]);
  expect(numbers(5).add(one.reshape([1, 1])).shape).toEqual([1, 5]);
  expect(() => one.expand([4]).mul(numbers(5))).toThrow("shapes must broadcast");
});

test("square roots equal the plain loop", () => {
  for (let n = 0; n <= 40; n++)
    expectSame(() =>
      numbers(n + 1)
        .slice(1)
        .sqrt(),
    );
  expectSame(() => rand([70_001], { generator: new Generator(1) }).sqrt());
});

test("gradients of a relu equal the plain loop, at -0, NaN and infinities too", () => {
  for (let n = 1; n <= 70; n++) {
    expectSame(() => {
      const x = numbers(n + 1)
        .slice(1)
        .detach();
      x.requiresGrad = true;
      x.relu().backward(numbers(n, 3));
      return x.grad as Tensor;
    });
  }
});

const optimizers = {
  SGD: (x: Tensor[]) => new SGD(x, { lr: 0.3, momentum: 0.7, weightDecay: 0.01 }),
  Adam: (x: Tensor[]) => new Adam(x, { lr: 0.3, betas: [0.8, 0.9], weightDecay: 0.01 }),
};

for (const [name, make] of Object.entries(optimizers)) {
  test(`steps of ${name} equal the plain loop, and leave the rest of the memory alone`, () => {
    for (const n of [1, 2, 3, 4, 5, 11, 40_003]) {
      expectSame(() => {
        const generator = new Generator(n);
        const memory = zeros([n + 7]);
        const parameter = memory.slice(3, n + 3);
        parameter.requiresGrad = true;
        const optimizer = make([parameter]);
        for (let step = 0; step < 3; step++) {
          parameter.grad = randn([n], { generator });
          optimizer.step();
        }
        return memory;
      });
    }
  });
}
