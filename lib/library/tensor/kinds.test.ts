import fc from "fast-check";
import { expect, test } from "vitest";
import { functional as F, Linear, ReLU, Sequential } from "../nn/index.ts";
import { DTYPES } from "./dtype.ts";
import {
  arange,
  bernoulli,
  cat,
  type DType,
  full,
  type Nested,
  ones,
  type Promoted,
  rand,
  randint,
  randn,
  randperm,
  type Tensor,
  tensor,
  zeros,
  zerosLike,
} from "./index.ts";

/** The kinds that a tensor's type declares are exactly these, and its own is among them. */
function declares<D extends DType>(x: Tensor<D>, kinds: Record<NoInfer<D>, true>): void {
  expect(kinds).toHaveProperty(x.dtype);
}

const float32 = { float32: true } as const;
const float64 = { float64: true } as const;
const int64 = { int64: true } as const;
const bool = { bool: true } as const;
const floats = { float32: true, float64: true } as const;
const any = { float32: true, float64: true, int64: true, bool: true } as const;

test("the kind of a tensor of values follows the values", () => {
  declares(tensor([1.5]), float32);
  declares(tensor(1), float32);
  declares(tensor([[1, 2]]), float32);
  declares(tensor([]), float32);
  declares(tensor([[]]), float32);
  declares(tensor(1n), int64);
  declares(tensor([1n, 2n]), int64);
  declares(tensor([[1n], [2n]]), int64);
  declares(tensor([true, false]), bool);
  declares(tensor([1, true]), float32);
  declares(tensor([1, 2n]), float32);
  declares(tensor([true, 1]), { float32: true, bool: true });
  declares(tensor(new Float64Array(2)), float64);
  declares(tensor(new Float32Array(2)), float32);
  declares(tensor(new Uint8Array(2)), float32);
  declares(tensor(new BigInt64Array(2)), int64);
  declares(tensor(new BigUint64Array(0)), int64);
  declares(tensor([new Float64Array(2)]), float32);
  const bigints: bigint[] = [];
  declares(tensor(bigints), { float32: true, int64: true });
  const truths: readonly boolean[][] = [[true]];
  declares(tensor(truths), { float32: true, bool: true });
  const mixed: (number | bigint)[] = [1n];
  declares(tensor(mixed), { float32: true, int64: true });
  const numbers: number[] = [1];
  declares(tensor(numbers), float32);
  declares(tensor([true] as Nested), any);
  declares(tensor(JSON.parse("[1]")), any);
  declares(tensor([1.5], { dtype: "int64" }), int64);
  declares(tensor([1n], { dtype: "float64", requiresGrad: true }), float64);
  declares(tensor([0.5], { requiresGrad: true }), float32);
  declares(tensor([1], { dtype: "bool" as DType }), any);
});

test("the kind of what is made of a shape is float32, or the one that is asked for", () => {
  declares(zeros([2]), float32);
  declares(ones([2], {}), float32);
  declares(zeros([2], { dtype: "int64" }), int64);
  declares(ones([2], { dtype: "bool" }), bool);
  declares(full([2], 0.5), float32);
  declares(full([2], 3n), int64);
  declares(full([2], true), bool);
  declares(full([2], true, { dtype: "float64" }), float64);
  declares(rand([2]), float32);
  declares(rand([2], { dtype: "float64" }), float64);
  declares(randn([2], { dtype: "float32" }), float32);
  declares(randint(0, 2, [3]), int64);
  declares(randint(0, 2, [3], { dtype: "bool" }), bool);
  declares(randperm(3), int64);
  declares(randperm(3, { dtype: "float32" }), float32);
  declares(bernoulli(rand([2])), float32);
  declares(bernoulli(rand([2], { dtype: "float64" })), float64);
  declares(bernoulli(rand([2]), { dtype: "bool" }), bool);
  declares(zerosLike(ones([2], { dtype: "int64" })), int64);
  declares(cat([zeros([1]), ones([1])]), float32);
  declares(new Linear(2, 2).weight, float32);
  declares(new Linear(2, 2, { dtype: "float64" }).weight, float64);
});

test("arange counts in integers unless a number is, or may be, a fraction", () => {
  declares(arange(3), int64);
  declares(arange(0, 4, 2), int64);
  declares(arange(0, 1, 0.25), float32);
  declares(arange(2.5), float32);
  declares(arange(3n), int64);
  const n: number = 2.5;
  declares(arange(n), { float32: true, int64: true });
  declares(arange(n, { dtype: "int64" }), int64);
  declares(arange(0, n, { dtype: "float64" }), float64);
});

test("a kind cannot be expected, nor named, unless the call decides it", () => {
  // @ts-expect-error numbers make float32
  const a: Tensor<"int64"> = tensor([1.5]);
  // @ts-expect-error drawn in float32
  const b: Tensor<"float64"> = rand([2]);
  // @ts-expect-error zeros are float32
  const c: Tensor<"int64"> = zeros([2], {});
  // @ts-expect-error ones are float32
  const d: Tensor<"bool"> = ones([2]);
  // @ts-expect-error a number is float32
  const e: Tensor<"int64"> = full([2], 3);
  // @ts-expect-error counted in int64
  const f: Tensor<"float32"> = arange(3);
  // @ts-expect-error the option decides
  const g: Tensor<"float64"> = randn([2], { dtype: "float32" });
  // @ts-expect-error of x's kind
  const h: Tensor<"int64"> = zerosLike(ones([2]));
  // @ts-expect-error of the probabilities' kind
  const i: Tensor<"bool"> = bernoulli(ones([2]));
  // @ts-expect-error a layer of float32
  const j: Linear<"float64"> = new Linear(3, 2);
  expect([a, b, c, d, e, g, i].map(({ dtype }) => dtype)).not.toContain("int64");
  expect([f.dtype, h.dtype, j.weight.dtype]).toEqual(["int64", "float32", "float32"]);
  const explicit = () => [
    // @ts-expect-error
    tensor<"int64">([1.5]),
    // @ts-expect-error
    zeros<"int64">([2]),
    // @ts-expect-error
    zeros<"int64">([2], {}),
    // @ts-expect-error
    full<number, "int64">([2], 3),
    // @ts-expect-error
    rand<"float64">([2]),
    // @ts-expect-error
    randint<"bool">(0, 2, [2]),
    // @ts-expect-error
    randperm<"float32">(2),
    // @ts-expect-error
    bernoulli<"float32", "bool">(ones([2])),
    // @ts-expect-error
    new Linear<"float64">(3, 2),
    // @ts-expect-error
    zerosLike<"int64">(ones([2])),
    // @ts-expect-error
    ones([2]).to<"int64">("float32"),
    // @ts-expect-error a layer of another kind
    new Sequential<"float64">(new Linear(3, 2)),
  ];
  expect(explicit).toBeTypeOf("function");
});

test("what an operation refuses for a kind is an error of types, and of untyped calls", () => {
  const whole = tensor([1n, 2n]);
  const truth = tensor([true, false]);
  // @ts-expect-error
  expect(() => whole.mean()).toThrow("mean: must be floats, got int64");
  // @ts-expect-error
  expect(() => whole.std()).toThrow("var: must be floats, got int64");
  // @ts-expect-error
  expect(() => truth.var()).toThrow("var: must be floats, got bool");
  // @ts-expect-error
  expect(() => truth.neg()).toThrow("neg: must be numbers, got truth values");
  // @ts-expect-error
  expect(() => truth.abs()).toThrow("abs: must be numbers, got truth values");
  // @ts-expect-error
  expect(() => truth.relu()).toThrow("relu: must be numbers, got truth values");
  // @ts-expect-error
  expect(() => truth.argmax()).toThrow("argmax: must be numbers, got truth values");
  // @ts-expect-error
  expect(() => truth.sub(1)).toThrow("sub: must be numbers, got truth values");
  expect(() => whole.sub(truth)).toThrow("sub: must be numbers, got truth values");
  expect(() => whole.sub(true)).toThrow("sub: must be numbers, got truth values");
  // @ts-expect-error
  expect(() => truth.matmul(truth)).toThrow("matmul: must be numbers, got truth values");
  // @ts-expect-error
  expect(() => ones([2]).matmul(whole)).toThrow("kinds must be equal, got float32 and int64");
  // @ts-expect-error
  expect(() => bernoulli(whole)).toThrow("bernoulli: must be floats, got int64");
  // @ts-expect-error
  expect(() => randperm(2, { dtype: "bool" })).toThrow("got bool");
  // @ts-expect-error
  expect(() => arange(2, { dtype: "bool" })).toThrow("got bool");
  // @ts-expect-error
  expect(() => F.nllLoss(rand([1, 2]), tensor([0.5]))).toThrow("must be int64");
  // Floats are probabilities there, and must have a shape of such.
  expect(() => F.crossEntropy(rand([1, 2]), tensor([0.5]))).toThrow("crossEntropy: ");
  // Where the kind is not known, the call itself looks.
  const unknown: Tensor = ones([2]);
  expect(unknown.mean().item()).toBe(1);
  const half = <D extends "float32" | "float64">(x: Tensor<D>): Tensor<D> => x.mean();
  expect(half(ones([2])).item()).toBe(1);
});

// By the types: a row is the kind of the left side, a column that of the right.
const PROMOTED: { [A in DType]: { [B in DType]: Record<Promoted<A, B>, true> } } = {
  float32: { float32, float64: floats, int64: float32, bool: float32 },
  float64: { float32: floats, float64, int64: float64, bool: float64 },
  int64: { float32, float64, int64, bool: int64 },
  bool: { float32, float64, int64, bool },
};

const operand = fc.record({
  dtype: fc.constantFrom(...DTYPES),
  shape: fc.constantFrom([], [1], [2], [1, 2]),
});

test("results of two tensors have a kind that their types declare, whatever their shapes", () => {
  fc.assert(
    fc.property(
      operand,
      operand,
      fc.constantFrom("add", "mul", "maximum", "minimum", "div"),
      (a, b, operation) => {
        const x = ones(a.shape, { dtype: a.dtype });
        const found = x[operation](ones(b.shape, { dtype: b.dtype })).dtype;
        const declared = Object.keys(PROMOTED[a.dtype][b.dtype]);
        const isFloat = declared.every((kind) => kind.startsWith("float"));
        expect(operation === "div" && !isFloat ? ["float32"] : declared).toContain(found);
      },
    ),
    { numRuns: 500 },
  );
});

test("plain values raise a kind only to a higher category, and the types know which", () => {
  const [f, d, i, b] = [
    ones([2]),
    ones([2], { dtype: "float64" }),
    ones([2], { dtype: "int64" }),
    ones([2], { dtype: "bool" }),
  ];
  const n: number = 0.5;
  declares(f.add(1n), float32);
  declares(d.mul(n), float64);
  declares(i.add(2), int64);
  declares(i.add(-0), int64);
  declares(i.add(0.5), float32);
  declares(i.mul(1e30), float32);
  declares(i.mul(123456789012345), int64);
  declares(i.mul(1234567890123456), { float32: true, int64: true });
  declares(i.add(n), { float32: true, int64: true });
  declares(i.add(2n), int64);
  declares(i.add(true), int64);
  declares(i.div(2), float32);
  declares(b.add(true), bool);
  declares(b.mul(2), int64);
  declares(b.mul(n), { float32: true, int64: true });
  declares(b.div(b), float32);
  declares(i.clamp(0, 1), int64);
  declares(i.clamp(0, 0.5), float32);
  declares(i.clamp(n, 1), { float32: true, int64: true });
  declares(b.clamp(0, 1), int64);
  declares(f.add(tensor(new Float64Array(1)).at(0)), floats);
  declares(i.add(d.at(0)), float64);
});

test("what one tensor gives has the kind that its type declares", () => {
  const [f, d, i, b] = [
    ones([2]),
    ones([2], { dtype: "float64" }),
    ones([2], { dtype: "int64" }),
    ones([2], { dtype: "bool" }),
  ];
  declares(b.square(), int64);
  declares(i.square(), int64);
  declares(d.square(), float64);
  declares(i.neg(), int64);
  declares(i.abs(), int64);
  declares(i.relu(), int64);
  for (const operation of ["sqrt", "exp", "log", "sigmoid", "tanh"] as const) {
    declares(d[operation](), float64);
    declares(i[operation](), float32);
    declares(b[operation](), float32);
  }
  declares(b.sum(), int64);
  declares(f.sum(), float32);
  declares(d.mean(), float64);
  declares(d.std(), float64);
  declares(b.max(), bool);
  declares(i.min(0), int64);
  declares(f.argmax(), int64);
  declares(f.all(), bool);
  declares(i.eq(2), bool);
  declares(f.isnan(), bool);
  declares(i.reshape([2, 1]).t().clone().contiguous().detach(), int64);
  declares(f.to("bool"), bool);
  declares(new Sequential(new Linear(2, 2), new ReLU()).forward(f), floats);
  expect([typeof b.at(0).item(), typeof i.at(0).item()]).toEqual(["boolean", "number"]);
});
