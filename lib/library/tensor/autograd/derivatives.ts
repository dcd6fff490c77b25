import type { BinaryOperation } from "../../wasm/index.ts";
import { toDType } from "../copy.ts";
import { type Dims, dimensions } from "../dims.ts";
import { binary } from "../elementwise/binary.ts";
import { broadcastTo } from "../elementwise/broadcast.ts";
import { compare } from "../elementwise/compare.ts";
import { type UnaryOperation, unary } from "../elementwise/unary.ts";
import { matmul } from "../matmul/matmul.ts";
import type { Operand } from "../operand.ts";
import { mean, sum } from "../reduce/reduce.ts";
import { permute, reshape, select, slice, squeeze, transpose, unsqueeze } from "../shape/shape.ts";
import { isContiguous, type Strided, sizeOf } from "../strided.ts";
import { MATH_BACKWARD } from "./derivatives-math.ts";
import type { Rule, Rules } from "./graph.ts";
import { named } from "./record.ts";
import { reluBackward } from "./relu-backward.ts";
import { saveForBackward } from "./saved-tensors.ts";
import { scatter, scatterAdd } from "./scatter.ts";

// The derivatives of all operations, by torch's names. Each function gets the operands, and the
// output y where it helps, and gives a rule for each operand: from g, the gradient of the output,
// the gradient of that operand. Where an operand was broadcast, `backward` adds up the repetitions
// afterwards. What a rule reads is what torch saves for it, so that the same writes in place stand
// in its way.

type Derivative = Rule<Strided>;
type Derivatives = Rules<Strided>;

const add = (a: Strided, b: Operand) => binary("add", a, b);
const sub = (a: Strided, b: Operand) => binary("sub", a, b);
const mul = (a: Strided, b: Operand) => binary("mul", a, b);
const div = (a: Strided, b: Operand) => binary("div", a, b);
const neg = (x: Strided) => unary("neg", x);

/** For operations of two operands. */
export const BINARY_BACKWARD: Record<BinaryOperation, (a: Strided, b: Operand) => Derivative[]> = {
  add: () => [(g) => g, (g) => g],
  sub: () => [(g) => g, neg],
  mul: (a, b) => [saveForBackward([b], (g) => mul(g, b)), saveForBackward([a], (g) => mul(g, a))],
  div: (a, b) => [
    saveForBackward([b], (g) => div(g, b)),
    saveForBackward([a, b], (g) => mul(neg(g), div(div(a, b), b))),
  ],
  maximum: (a, b) => [
    saveForBackward([a, b], (g) => ofWinner(g, compare("lt", a, b), compare("eq", a, b))),
    saveForBackward([a, b], (g) => ofWinner(g, compare("gt", a, b), compare("eq", a, b))),
  ],
  minimum: (a, b) => [
    saveForBackward([a, b], (g) => ofWinner(g, compare("gt", a, b), compare("eq", a, b))),
    saveForBackward([a, b], (g) => ofWinner(g, compare("lt", a, b), compare("eq", a, b))),
  ],
};

/** For operations of one operand. */
export const UNARY_BACKWARD: Record<UnaryOperation, (x: Strided, y: Strided) => Derivative[]> = {
  neg: () => [neg],
  abs: (x) => [
    saveForBackward([x], (g) => sub(mul(g, compare("gt", x, 0)), mul(g, compare("lt", x, 0)))),
  ],
  relu: (_, y) => [saveForBackward([y], (g) => reluBackward(g, y))],
  sqrt: (_, y) => [saveForBackward([y], (g) => div(g, mul(y, 2)))],
  exp: (_, y) => [saveForBackward([y], (g) => mul(g, y))],
  log: (x) => [saveForBackward([x], (g) => div(g, x))],
  sigmoid: (_, y) => [saveForBackward([y], (g) => mul(mul(g, y), add(neg(y), 1)))],
  tanh: (_, y) => [saveForBackward([y], (g) => mul(g, add(neg(mul(y, y)), 1)))],
  ...MATH_BACKWARD,
};

/** `MulBackward0` for mul, `Log1PBackward0` for log1p. */
export function nameOf(operation: string): string {
  const known = NAMES.get(operation);
  if (known) return known;
  const name = `${operation.replace(/(^|\d)[a-z]/g, (part) => part.toUpperCase())}Backward0`;
  NAMES.set(operation, name);
  return name;
}

const NAMES = new Map<string, string>();

/** What changes neither values nor their order passes the gradient on, in the input's shape. */
export const reshapeBackward = (x: Strided): Derivative[] => [(g) => reshape(g, x.shape)];

/** What passes the gradient on as it is: copies, casts, repetitions. */
export const identityBackward = (): Derivative[] => [(g) => g];

export const transposeBackward = (a: number, b: number): Derivatives =>
  named("TransposeBackward0", [(g) => transpose(g, a, b)]);

export const permuteBackward = (order: readonly number[]): Derivatives =>
  named("PermuteBackward0", [
    (g) => {
      const dims = order.map((dim) => (dim < 0 ? dim + order.length : dim));
      return permute(
        g,
        dims.map((_, d) => dims.indexOf(d)),
      );
    },
  ]);

export const selectBackward = (x: Strided, dim: number, index: number): Derivatives =>
  named("SelectBackward0", [(g) => scatter(g, x, (zeros) => select(zeros, dim, index))]);

export const sliceBackward = (
  x: Strided,
  start: number,
  end: number,
  options: object,
): Derivatives =>
  named("SliceBackward0", [(g) => scatter(g, x, (zeros) => slice(zeros, start, end, options))]);

export const indexSelectBackward = (
  x: Strided,
  dim: number,
  { indices, list }: { indices: unknown; list: readonly number[] },
): Derivatives =>
  named("IndexSelectBackward0", [
    saveForBackward([indices], (g) => scatterAdd(g, x, { dim, indices: list })),
  ]);

export const clampBackward = (x: Strided, low: number, high: number): Derivatives =>
  named("ClampBackward1", [
    saveForBackward([x], (g) =>
      reluBackward(g, mul(compare("ge", x, low), compare("le", x, high))),
    ),
  ]);

export const sumBackward = (x: Strided, dims: Dims | undefined): Derivatives =>
  named(dims === undefined ? "SumBackward0" : "SumBackward1", [(g) => spread(g, x, dims)]);

export const meanBackward = (x: Strided, dims: Dims | undefined): Derivatives =>
  named(dims === undefined ? "MeanBackward0" : "MeanBackward1", [
    (g) => spread(div(g, count(x, dims)), x, dims),
  ]);

export const varBackward = (x: Strided, dims: Dims | undefined, correction: number): Derivatives =>
  named("VarBackward0", [saveForBackward([x], (g) => slopeOfVar(g, x, { dims, correction }))]);

export const stdBackward = (
  x: Strided,
  y: Strided,
  { dims, correction }: { dims: Dims | undefined; correction: number },
): Derivatives =>
  named("StdBackward0", [
    saveForBackward([x, y], (g) => {
      const slope = slopeOfVar(div(g, mul(y, 2)), x, { dims, correction });
      // Where nothing varies the slope is 0, as in torch, whatever comes back.
      return reluBackward(slope, spread(y, x, dims));
    }),
  ]);

/** The largest and smallest: equal ones share the gradient. */
export const extremeBackward = (x: Strided, y: Strided, dims: Dims | undefined): Derivative[] => [
  saveForBackward([x, y], (g) => {
    const winners = toDType(compare("eq", x, spread(y, x, dims)), g.dtype);
    return div(mul(spread(g, x, dims), winners), sum(winners, dims, true));
  }),
];

/** torch's name for the last step that it takes to a product. */
function nameOfProduct(a: Strided, b: Strided): string {
  const [left, right] = [a.shape.length, b.shape.length];
  if (left > 2 || (left === 1 && right > 2)) return "UnsafeViewBackward0";
  if (left === 1) return right === 1 ? "DotBackward0" : "SqueezeBackward4";
  if (right > 2) return "CloneBackward0";
  return right === 1 ? "MvBackward0" : "MmBackward0";
}

/** y = a b gives g bᵀ and aᵀ g; a vector on the left is a row, on the right a column. */
export const matmulBackward = (a: Strided, b: Strided): Derivatives => {
  const isRow = a.shape.length === 1;
  const isColumn = b.shape.length === 1;
  const left = isRow ? unsqueeze(a, 0) : a;
  const right = isColumn ? unsqueeze(b, 1) : b;
  const product = (g: Strided) => {
    const rows = isRow ? unsqueeze(g, isColumn ? g.shape.length : g.shape.length - 1) : g;
    return isColumn ? unsqueeze(rows, rows.shape.length) : rows;
  };
  const squeezed = (x: Strided) => (isColumn ? squeeze(x, -1) : x);
  const t = (x: Strided) => transpose(x, -2, -1);
  return named(nameOfProduct(a, b), [
    saveForBackward([b], (g) => matmul(product(g), t(right))),
    saveForBackward([a], (g) => {
      // The gradient of a transposed matrix is laid out as the matrix is: (gᵀ a)ᵀ is aᵀ g.
      if (isContiguous(t(right))) return squeezed(t(matmul(t(product(g)), left)));
      return squeezed(matmul(t(left), product(g)));
    }),
  ]);
};

/** The gradient of one of a pair: 0, even of NaN, where it loses, and half where they are equal. */
function ofWinner(g: Strided, loses: Strided, ties: Strided): Strided {
  const share = add(add(mul(ties, -0.5), 1), mul(loses, -1));
  return reluBackward(mul(g, share), share);
}

function slopeOfVar(
  g: Strided,
  x: Strided,
  { dims, correction }: { dims: Dims | undefined; correction: number },
): Strided {
  const scale = 2 / (count(x, dims) - correction);
  return mul(mul(spread(g, x, dims), sub(x, mean(x, dims, true))), scale);
}

/** What was reduced over `dims`, repeated in x's shape. */
function spread(reduced: Strided, x: Strided, dims: Dims | undefined): Strided {
  const gone = dimensions("backward", dims, x.shape.length);
  const shape = x.shape.map((length, d) => (gone.has(d) ? 1 : length));
  return broadcastTo(reshape(reduced, shape), x.shape);
}

function count(x: Strided, dims: Dims | undefined): number {
  return sizeOf([...dimensions("backward", dims, x.shape.length)].map((d) => x.shape[d] ?? 1));
}
