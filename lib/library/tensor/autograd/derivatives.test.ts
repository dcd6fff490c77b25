import fc from "fast-check";
import { expect, test } from "vitest";
import {
  cat,
  cumsum,
  gather,
  linalg,
  maskedSelect,
  quantile,
  sort,
  type Tensor,
  tensor,
  topk,
  where,
} from "../index.ts";

type Float64 = Tensor<"float64">;
type Operation = (...inputs: Float64[]) => Tensor;

/** Inputs of an operation: shapes that fit each other, from lengths that are drawn. */
interface Case {
  run: Operation;
  shapes: (n: number, m: number, k: number) => number[][];
  /** Where the operation is smooth; from -2 to 2 if left out. */
  range?: [number, number];
}

const one = (n: number, m: number) => [[n, m]];
const CASES: Record<string, Case> = {
  add: { run: (a, b = a) => a.add(b), shapes: (n, m) => [[n, m], [m]] },
  "add, both repeated": { run: (a, b = a) => a.add(b), shapes: (n, m) => [[n, 1], [m]] },
  sub: { run: (a, b = a) => a.sub(b), shapes: (n, m) => [[m], [n, m]] },
  mul: {
    run: (a, b = a) => a.mul(b),
    shapes: (n, m, k) => [
      [n, 1, m],
      [k, 1],
    ],
  },
  "mul by a number": { run: (a) => a.mul(-3), shapes: one },
  div: {
    run: (a, b = a) => a.div(b),
    shapes: (n, m) => [
      [n, m],
      [n, 1],
    ],
    range: [0.5, 2],
  },
  maximum: { run: (a, b = a) => a.maximum(b), shapes: (n, m) => [[n, m], [m]] },
  minimum: { run: (a, b = a) => a.minimum(b), shapes: (n, m) => [[n, m], [m]] },
  neg: { run: (x) => x.neg(), shapes: one },
  abs: { run: (x) => x.abs(), shapes: one },
  relu: { run: (x) => x.relu(), shapes: one },
  square: { run: (x) => x.square(), shapes: one },
  sqrt: { run: (x) => x.sqrt(), shapes: one, range: [0.5, 2] },
  exp: { run: (x) => x.exp(), shapes: one },
  log: { run: (x) => x.log(), shapes: one, range: [0.5, 2] },
  sigmoid: { run: (x) => x.sigmoid(), shapes: one },
  tanh: { run: (x) => x.tanh(), shapes: one },
  clamp: { run: (x) => x.clamp(-0.7, 1.1), shapes: one },
  sum: { run: (x) => x.sum(), shapes: one },
  "sum of rows": { run: (x) => x.sum(-1), shapes: (n, m, k) => [[n, m, k]] },
  "sum that keeps dimensions": {
    run: (x) => x.sum([0, 2], { keepdim: true }),
    shapes: (n, m, k) => [[n, m, k]],
  },
  mean: { run: (x) => x.mean(0), shapes: one },
  var: { run: (x) => x.var(1), shapes: (n, m) => [[n, m + 1]] },
  "var of a whole population": {
    run: (x) => x.var([], { correction: 0 }),
    shapes: (n, m) => [[n, m + 1]],
  },
  std: { run: (x) => x.std(0), shapes: (n, m) => [[n + 1, m]] },
  max: { run: (x) => x.max(1), shapes: one },
  min: { run: (x) => x.min(), shapes: one },
  matmul: {
    run: (a, b = a) => a.matmul(b),
    shapes: (n, m, k) => [
      [n, m],
      [m, k],
    ],
  },
  "matmul by a transpose": {
    run: (a, b = a) => a.matmul(b.t()),
    shapes: (n, m, k) => [
      [n, m],
      [k, m],
    ],
  },
  "matmul of transposes": {
    run: (a, b = a) => a.t().matmul(b.t()),
    shapes: (n, m, k) => [
      [m, n],
      [k, m],
    ],
  },
  "matmul of vectors": { run: (a, b = a) => a.matmul(b), shapes: (_, m) => [[m], [m]] },
  "matmul with a row": { run: (a, b = a) => a.matmul(b), shapes: (_, m, k) => [[m], [m, k]] },
  "matmul with a column": { run: (a, b = a) => a.matmul(b), shapes: (n, m, k) => [[k, n, m], [m]] },
  "matmul of a row with batches": {
    run: (a, b = a) => a.matmul(b),
    shapes: (n, m, k) => [[m], [n, m, k]],
  },
  "matmul of batches": {
    run: (a, b = a) => a.matmul(b),
    shapes: (n, m, k) => [
      [k, 1, n, m],
      [2, m, k],
    ],
  },
  reshape: { run: (x) => x.reshape([-1]), shapes: one },
  "reshape of a transpose": { run: (x) => x.t().reshape([-1]), shapes: one },
  transpose: { run: (x) => x.transpose(-1, 0), shapes: (n, m, k) => [[n, m, k]] },
  permute: { run: (x) => x.permute([2, 0, -2]), shapes: (n, m, k) => [[n, m, k]] },
  unsqueeze: { run: (x) => x.unsqueeze(1), shapes: one },
  squeeze: { run: (x) => x.squeeze(), shapes: (n, m) => [[n, 1, m]] },
  expand: { run: (x) => x.expand([3, -1, 4]), shapes: (n) => [[n, 1]] },
  at: { run: (x) => x.at(-1, 0), shapes: (n, m, k) => [[n, m, k]] },
  select: { run: (x) => x.select(1, 0), shapes: one },
  slice: { run: (x) => x.slice(1, 9, { dim: -1, step: 2 }), shapes: (n, m) => [[n, m + 1]] },
  indexSelect: { run: (x) => x.indexSelect(0, [0, -1, 0]), shapes: one },
  contiguous: { run: (x) => x.t().contiguous(), shapes: one },
  "sort, descending": { run: (x) => sort(x, 0, { descending: true }).values, shapes: one },
  topk: { run: (x) => topk(x, 1, 1).values, shapes: one },
  "quantile of rows": { run: (x) => quantile(x, 0.3, 1), shapes: one },
  "several quantiles": {
    run: (x) => quantile(x, tensor([0.1, 0.8], { dtype: "float64" }), 0, { keepdim: true }),
    shapes: one,
  },
  cumsum: { run: (x) => cumsum(x, -1), shapes: one },
  gather: {
    run: (x) => gather(x, 1, tensor([[0n, 0n, 0n]])),
    shapes: (n, m) => [[n, m]],
  },
  where: { run: (a, b = a) => where(a.gt(0.1), a, b), shapes: (n, m) => [[n, 1], [m]] },
  maskedFill: { run: (x) => x.maskedFill(x.gt(0.3), 2), shapes: one },
  maskedSelect: { run: (x) => maskedSelect(x, x.gt(-9)), shapes: one },
  "at a list": { run: (x) => x.at(tensor([0n, 0n, -1n])), shapes: one },
  "pow of a number": { run: (x) => x.pow(2.5), shapes: one, range: [0.5, 2] },
  pow: {
    run: (a, b = a) => a.pow(b),
    shapes: (n, m) => [[n, m], [m]],
    range: [0.5, 2],
  },
  log1p: { run: (x) => x.log1p(), shapes: one, range: [-0.5, 2] },
  expm1: { run: (x) => x.expm1(), shapes: one },
  sin: { run: (x) => x.sin(), shapes: one },
  cos: { run: (x) => x.cos(), shapes: one },
  "writes in place": {
    run: (a, b = a) => {
      const x = a.mul(1);
      x.at(0).mul_(b);
      return x.div_(b).add_(b).clamp_(-3, 3);
    },
    shapes: (n, m) => [[n, m], [m]],
    range: [0.5, 2],
  },
  "linalg.solve": {
    run: (a, b = a) =>
      linalg.solve(
        a.add(
          tensor(
            [
              [9, 0],
              [0, 9],
            ],
            { dtype: "float64" },
          ),
        ),
        b,
      ),
    shapes: (n) => [
      [2, 2],
      [2, n],
    ],
  },
  clone: { run: (x) => x.clone(), shapes: one },
  cat: {
    run: (a, b = a) => cat([a, b, a], 1),
    shapes: (n, m, k) => [
      [n, m],
      [n, k],
    ],
  },
};

// Numbers of a coarse lattice are equal, or further apart than the steps that measure slopes.
const length = fc.integer({ min: 1, max: 4 });

for (const [name, { run, shapes, range: [low, high] = [-2, 2] }] of Object.entries(CASES)) {
  test(`the gradient of ${name} is what small steps find`, () => {
    fc.assert(
      fc.property(
        length,
        length,
        length,
        fc.infiniteStream(fc.integer({ min: 0, max: 64 })),
        (n, m, k, stream) => {
          const draw = () => low + ((high - low) * (stream.next().value as number)) / 64;
          const inputs = shapes(n, m, k).map((shape) => filled(shape, draw));
          const output = run(...inputs);
          const weights = filled(output.shape, draw);
          const value = () =>
            run(...inputs)
              .mul(weights)
              .sum()
              .item() as number;
          for (const x of inputs) x.requiresGrad = true;
          run(...inputs)
            .mul(weights)
            .sum()
            .backward();
          for (const x of inputs) {
            const found = x.grad as Float64;
            expect(found.shape).toEqual(x.shape);
            x.requiresGrad = false;
            const { data } = x;
            for (let i = 0; i < data.length; i++) {
              const slope = slopeAt(data, i, value);
              // On a corner no slope is right.
              if (slope !== undefined) expect(found.data[i]).toBeCloseTo(slope, 5);
            }
          }
        },
      ),
      { numRuns: 30 },
    );
  });
}

function filled(shape: readonly number[], draw: () => number): Float64 {
  const count = shape.reduce((a, b) => a * b, 1);
  return tensor(Float64Array.from({ length: count }, draw), { dtype: "float64" }).reshape(shape);
}

/** The slope from steps to both sides; undefined where those disagree. */
function slopeAt(data: Float64Array, i: number, value: () => number): number | undefined {
  const step = 1e-6;
  const at = data[i] as number;
  const here = value();
  data[i] = at + step;
  const after = value();
  data[i] = at - step;
  const before = value();
  data[i] = at;
  const [right, left] = [(after - here) / step, (here - before) / step];
  return Math.abs(right - left) < 1e-3 ? (after - before) / (2 * step) : undefined;
}

test("nothing comes back, not even NaN, where an element was cut off or lost, as in torch", () => {
  const nothing = tensor([Number.NaN, Number.NaN, Number.NaN]);
  const gradientOf = (operation: (x: Tensor<"float32">) => Tensor) => {
    const x = tensor([0, 1, 2], { requiresGrad: true });
    operation(x).backward(nothing);
    return x.grad?.tolist();
  };
  expect(gradientOf((x) => x.clamp(0.5, 1.5))).toEqual([0, Number.NaN, 0]);
  expect(gradientOf((x) => x.maximum(1))).toEqual([0, Number.NaN, Number.NaN]);
  expect(gradientOf((x) => x.minimum(1))).toEqual([Number.NaN, Number.NaN, 0]);

  const x = tensor([2, 2], { requiresGrad: true });
  x.mul(1).std().log().backward();
  expect(x.grad?.tolist()).toEqual([0, 0]);
});
