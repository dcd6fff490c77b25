import type { Operand } from "../binary.ts";
import { type Dims, dimensions } from "../dims.ts";
import { select, slice } from "../shape.ts";
import { type Strided, sizeOf } from "../strided.ts";
import type { Tensor } from "../tensor.ts";
import { reluGradient } from "./relu-gradient.ts";
import { scatter, scatterAdd } from "./scatter.ts";
import { named, type Rule, type Rules, reading } from "./tape.ts";

// The derivatives of all operations. Each function gets the operands, and the output y where it
// helps, and gives a rule for each operand: from g, the gradient of the output, the gradient of that
// operand. Where an operand was broadcast, the tape adds up the repetitions afterwards. What a rule
// reads is what torch keeps for it, so that the same writes in place stand in its way.

export const binaryRules = {
  add: (): Rule[] => [(g) => g, (g) => g],
  sub: (): Rule[] => [(g) => g, (g) => g.neg()],
  mul: (a: Tensor, b: Operand): Rule[] => [
    reading([b], (g) => g.mul(b)),
    reading([a], (g) => g.mul(a)),
  ],
  div: (a: Tensor, b: Operand): Rule[] => [
    reading([b], (g) => g.div(b)),
    reading([a, b], (g) => g.neg().mul(a.div(b).div(b))),
  ],
  maximum: (a: Tensor, b: Operand): Rule[] => [
    reading([a, b], (g) => shared(g, a.lt(b), a.eq(b))),
    reading([a, b], (g) => shared(g, a.gt(b), a.eq(b))),
  ],
  minimum: (a: Tensor, b: Operand): Rule[] => [
    reading([a, b], (g) => shared(g, a.gt(b), a.eq(b))),
    reading([a, b], (g) => shared(g, a.lt(b), a.eq(b))),
  ],
};

export const unaryRules = {
  neg: (): Rule[] => [(g) => g.neg()],
  abs: (x: Tensor): Rule[] => [reading([x], (g) => g.mul(x.gt(0)).sub(g.mul(x.lt(0))))],
  relu: (_: Tensor, y: Tensor): Rule[] => [reading([y], (g) => reluGradient(g, y))],
  sqrt: (_: Tensor, y: Tensor): Rule[] => [reading([y], (g) => g.div(y.mul(2)))],
  exp: (_: Tensor, y: Tensor): Rule[] => [reading([y], (g) => g.mul(y))],
  log: (x: Tensor): Rule[] => [reading([x], (g) => g.div(x))],
  sigmoid: (_: Tensor, y: Tensor): Rule[] => [reading([y], (g) => g.mul(y).mul(y.neg().add(1)))],
  tanh: (_: Tensor, y: Tensor): Rule[] => [reading([y], (g) => g.mul(y.square().neg().add(1)))],
};

/** `MulBackward0` for mul. */
export function nameOf(operation: string): string {
  return `${operation.charAt(0).toUpperCase()}${operation.slice(1)}Backward0`;
}

/** What changes neither values nor their order passes the gradient on, in the input's shape. */
export const reshaped = (x: Tensor): Rule[] => [(g) => g.reshape(x.shape)];

/** What passes the gradient on as it is: copies, casts, repetitions. */
export const passed = (): Rule[] => [(g) => g];

export const transposed = (a: number, b: number): Rules =>
  named("TransposeBackward0", [(g) => g.transpose(a, b)]);

export const permuted = (order: readonly number[]): Rules =>
  named("PermuteBackward0", [
    (g) => {
      const dims = order.map((dim) => (dim < 0 ? dim + order.length : dim));
      return g.permute(dims.map((_, d) => dims.indexOf(d)));
    },
  ]);

export const selected = (x: Tensor, dim: number, index: number): Rules =>
  named("SelectBackward0", [(g) => scatter(g, x, (zeros) => select(zeros, dim, index))]);

export const sliced = (x: Tensor, start: number, end: number, options: object): Rules =>
  named("SliceBackward0", [(g) => scatter(g, x, (zeros) => slice(zeros, start, end, options))]);

export const indexSelected = (
  x: Tensor,
  dim: number,
  { indices, list }: { indices: unknown; list: readonly number[] },
): Rules =>
  named("IndexSelectBackward0", [
    reading([indices], (g) => scatterAdd(g, x, { dim, indices: list })),
  ]);

export const clamped = (x: Tensor, low: number, high: number): Rules =>
  named("ClampBackward1", [reading([x], (g) => reluGradient(g, x.ge(low).mul(x.le(high))))]);

export const summed = (x: Tensor, dims: Dims | undefined): Rules =>
  named(dims === undefined ? "SumBackward0" : "SumBackward1", [(g) => spread(g, x, dims)]);

export const averaged = (x: Tensor, dims: Dims | undefined): Rules =>
  named(dims === undefined ? "MeanBackward0" : "MeanBackward1", [
    (g) => spread(g.div(count(x, dims)), x, dims),
  ]);

export const varied = (x: Tensor, dims: Dims | undefined, correction: number): Rules =>
  named("VarBackward0", [
    reading([x], (g) => {
      const scale = 2 / (count(x, dims) - correction);
      return spread(g, x, dims)
        .mul(x.sub(x.mean(dims, { keepdim: true })))
        .mul(scale);
    }),
  ]);

export const deviated = (x: Tensor, y: Tensor, dims: Dims | undefined, correction: number): Rules =>
  named("StdBackward0", [
    reading([x, y], (g) => {
      const [slope] = varied(x, dims, correction) as unknown as [Rule];
      // Where nothing varies the slope is 0, as in torch, whatever comes back.
      return reluGradient(slope(g.div(y.mul(2))) as Tensor, spread(y, x, dims));
    }),
  ]);

/** The largest and smallest: equal ones share the gradient. */
export const extremal = (x: Tensor, y: Tensor, dims: Dims | undefined): Rule[] => [
  reading([x, y], (g) => {
    const winners = x.eq(spread(y, x, dims)).to(g.dtype);
    return spread(g, x, dims)
      .mul(winners)
      .div(winners.sum(dims, { keepdim: true }));
  }),
];

/** torch's name for the last step that it takes to a product. */
function nameOfProduct(a: Tensor, b: Tensor): string {
  if (a.ndim > 2 || (a.ndim === 1 && b.ndim > 2)) return "UnsafeViewBackward0";
  if (a.ndim === 1) return b.ndim === 1 ? "DotBackward0" : "SqueezeBackward4";
  if (b.ndim > 2) return "CloneBackward0";
  return b.ndim === 1 ? "MvBackward0" : "MmBackward0";
}

/** y = a b gives g bᵀ and aᵀ g; a vector on the left is a row, on the right a column. */
export const multiplied = (a: Tensor, b: Tensor): Rules => {
  const left = a.ndim === 1 ? a.unsqueeze(0) : a;
  const right = b.ndim === 1 ? b.unsqueeze(1) : b;
  const product = (g: Tensor) => {
    const rows = a.ndim === 1 ? g.unsqueeze(b.ndim === 1 ? g.ndim : g.ndim - 1) : g;
    return b.ndim === 1 ? rows.unsqueeze(rows.ndim) : rows;
  };
  const squeezed = (x: Tensor) => (b.ndim === 1 ? x.squeeze(-1) : x);
  const t = (x: Tensor) => x.transpose(-2, -1);
  return named(nameOfProduct(a, b), [
    reading([b], (g) => product(g).matmul(t(right))),
    reading([a], (g) => {
      // The gradient of a transposed matrix is laid out as the matrix is: (gᵀ a)ᵀ is aᵀ g.
      if (t(right).isContiguous()) return squeezed(t(t(product(g)).matmul(left)));
      return squeezed(t(left).matmul(product(g)));
    }),
  ]);
};

/** The gradient of one of a pair: 0, even of NaN, where it loses, and half where they are equal. */
function shared(g: Tensor, loses: Tensor, ties: Tensor): Strided {
  const share = ties.mul(-0.5).add(1).sub(loses);
  return reluGradient(g.mul(share) as Tensor, share as Tensor);
}

/** What was reduced over `dims`, repeated in x's shape. */
function spread(reduced: Tensor, x: Tensor, dims: Dims | undefined): Tensor {
  const gone = dimensions("backward", dims, x.ndim);
  return reduced.reshape(x.shape.map((length, d) => (gone.has(d) ? 1 : length))).expand(x.shape);
}

function count(x: Tensor, dims: Dims | undefined): number {
  return sizeOf([...dimensions("backward", dims, x.ndim)].map((d) => x.shape[d] ?? 1));
}
