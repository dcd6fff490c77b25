/** @import { Tensor } from "dropout-lab/tensor" */
/** Of float64 as well: what is measured of both has the same methods. @typedef {Tensor<"float32">} Floats */

const SIDE = 1000;
/** How many times torch's time an operation may take. */
const SLOWEST = 3;
/** Measured inside a scope, too, where the memory of results is used again. */
const SCOPED = ["add", "add a column", "mul of transposes", "max by row", "softmax", "randn"];
/** How many times as fast as torch dropout of 1e7 elements must be, where a third is enough for the rest. */
const DROPOUT_BAR = 5;

/**
 * What `npm run bench -- operations` measures, as torch_operations.py has it by the same names: the
 * lines that the report calls, each with the number of its size, the shape that it stands for, and a
 * function that prepares it.
 */
export async function operations() {
  const { Generator } = await import("dropout-lab/random");
  const { rand, randint, randn, randperm, tensor, topk } = await import("dropout-lab/tensor");
  const { crossEntropy, dropout, gelu, logSoftmax, softmax } = (await import("dropout-lab/nn"))
    .functional;
  const generator = new Generator(1);
  const p = { p: 0.2, generator };

  /** @param {number} n @param {"float32" | "float64"} [dtype] */
  const square = (n, dtype = "float32") => rand([n, n], { dtype, generator });
  /** @param {(x: Floats) => unknown} fn @param {"float32" | "float64"} [dtype] */
  const on = (fn, dtype) => (/** @type {number} */ n) => {
    const x = /** @type {Floats} */ (square(n, dtype));
    return () => fn(x);
  };
  /** @param {(x: Floats, y: Floats) => unknown} fn @param {"float32" | "float64"} [dtype] */
  const withTwo = (fn, dtype) => (/** @type {number} */ n) => {
    const [x, y] = /** @type {Floats[]} */ ([square(n, dtype), square(n, dtype)]);
    return () => fn(/** @type {Floats} */ (x), /** @type {Floats} */ (y));
  };
  /** @param {(x: Tensor<"int64">, y: Tensor<"int64">) => unknown} fn */
  const withIntegers = (fn) => (/** @type {number} */ n) => {
    const x = randint(0, 1000, [n, n], { generator });
    const y = randint(0, 1000, [n, n], { generator });
    return () => fn(x, y);
  };
  /** @param {(values: Float32Array) => any} convert */
  const from = (convert) => (/** @type {number} */ n) => {
    const values = convert(rand([n * n], { generator }).data);
    return () => tensor(values);
  };
  /** @param {number} n */
  const lossOf = (n) => {
    const x = square(n);
    const labels = randint(0, n, [n], { generator });
    x.requiresGrad = true;
    return () => {
      x.grad = undefined;
      crossEntropy(x, labels).backward();
    };
  };
  /** @param {number} n */
  const softmaxAndBack = (n) => {
    const [x, y] = [square(n), square(n)];
    x.requiresGrad = true;
    return () => {
      x.grad = undefined;
      softmax(x).mul(y).sum().backward();
    };
  };
  /** @param {number} n */
  const rowsOf = (n) => {
    const [x, indices] = [square(n), randperm(n, { generator })];
    return () => x.indexSelect(0, indices);
  };
  /** @param {number} n */
  const ofRow = (n) => (/** @type {number[]} */ list) =>
    Array.from({ length: n }, (_, i) => list.slice(i * n, (i + 1) * n));

  /** @type {Record<string, (n: number) => () => unknown>} */
  const squares = {
    "dropout of a transpose": on((x) => dropout(x.t(), p)),
    "dropout of columns": on((x) => dropout(x.slice(1, SIDE, { dim: 1 }), p)),
    "dropout of float64": on((x) => dropout(x, p), "float64"),
    randn: (n) => () => randn([n, n], { generator }),
    "randn of float64": (n) => () => randn([n, n], { dtype: "float64", generator }),
    "rand of float64": (n) => () => rand([n, n], { dtype: "float64", generator }),
    randint: (n) => () => randint(0, 10, [n, n], { generator }),
    randperm: (n) => () => randperm(n * n, { generator }),
    softmax: on((x) => softmax(x)),
    "softmax of float64": on((x) => softmax(x), "float64"),
    "softmax by column": on((x) => softmax(x, 0)),
    logSoftmax: on((x) => logSoftmax(x)),
    "backward of softmax": softmaxAndBack,
    "backward of crossEntropy": lossOf,
    add: withTwo((x, y) => x.add(y)),
    "add a column": withTwo((x, y) => x.add(y.slice(0, 1, { dim: 1 }))),
    "sub a column": withTwo((x, y) => x.sub(y.slice(0, 1, { dim: 1 }))),
    "column sub": withTwo((x, y) => y.slice(0, 1, { dim: 1 }).sub(x)),
    "mul by a row": withTwo((x, y) => x.mul(y.select(0, 0))),
    "div by a row": withTwo((x, y) => x.div(y.select(0, 0))),
    "div by an expanded number": withTwo((x, y) =>
      x.div(y.slice(0, 1).slice(0, 1, { dim: 1 }).expand([SIDE, SIDE])),
    ),
    "add a transpose": withTwo((x, y) => x.add(y.t())),
    "mul of transposes": withTwo((x, y) => x.t().mul(y.t())),
    "mul of a transpose by a number": on((x) => x.t().mul(2)),
    "mul of columns by a number": on((x) => x.slice(1, SIDE, { dim: 1 }).mul(2)),
    "max by row": on((x) => x.max(1)),
    "max by column": on((x) => x.max(0)),
    "min by row": on((x) => x.min(1)),
    "max of all": on((x) => x.max()),
    "argmax by row": on((x) => x.argmax(1)),
    "argmax by column": on((x) => x.argmax(0)),
    "sum by row": on((x) => x.sum(1)),
    "sum by column": on((x) => x.sum(0)),
    "sum of all": on((x) => x.sum()),
    "mean by row": on((x) => x.mean(1)),
    "mean by column": on((x) => x.mean(0)),
    "var by row": on((x) => x.var(1)),
    "var by column": on((x) => x.var(0)),
    "all by row": on((x) => x.ge(0).all(1)),
    "contiguous of a transpose": on((x) => x.t().contiguous()),
    "tensor of a Float32Array": from((values) => values),
    "tensor of a Float64Array": from(Float64Array.from.bind(Float64Array)),
    "tensor of a list": from((values) => Array.from(values)),
    "tensor of rows": (n) => from((values) => ofRow(n)(Array.from(values)))(n),
    compare: withTwo((x, y) => x.lt(y)),
    "compare with a number": on((x) => x.gt(0.5)),
    mask: withTwo((x, y) => x.mul(y.gt(0.5))),
    exp: on((x) => x.exp()),
    log: on((x) => x.log()),
    sigmoid: on((x) => x.sigmoid()),
    tanh: on((x) => x.tanh()),
    neg: on((x) => x.neg()),
    abs: on((x) => x.abs()),
    relu: on((x) => x.relu()),
    round: on((x) => x.round()),
    gelu: on((x) => gelu(x)),
    sin: on((x) => x.sin()),
    cos: on((x) => x.cos()),
    pow: on((x) => x.pow(2.3)),
    "rows by their numbers": rowsOf,
    topk: on((x) => topk(x, 10)),
    clamp: on((x) => x.clamp(0.2, 0.8)),
    "mul by a number": on((x) => x.mul(2)),
    matmul: withTwo((x, y) => x.matmul(y)),
    "matmul of float64": withTwo((x, y) => x.matmul(y), "float64"),
    "add of float64": withTwo((x, y) => x.add(y), "float64"),
    "mul of float64 by a number": on((x) => x.mul(2), "float64"),
    "sum of float64 by row": on((x) => x.sum(1), "float64"),
    "exp of float64": on((x) => x.exp(), "float64"),
    "add of int64": withIntegers((x, y) => x.add(y)),
    "mul of int64": withIntegers((x, y) => x.mul(y)),
    "sum of int64": withIntegers((x) => x.sum()),
    "compare of int64": withIntegers((x, y) => x.lt(y)),
    "int64 to float32": withIntegers((x) => x.to("float32")),
    "float32 to int64": on((x) => x.to("int64")),
  };
  const bar = 1 / SLOWEST;
  const all = Object.entries(squares).map(([name, make]) => {
    const n = name.startsWith("matmul") ? 512 : SIDE;
    return { name, title: name, n, shape: [n, n], make: () => make(n), scoped: false, bar };
  });
  const inScope = all
    .filter(({ name }) => SCOPED.includes(name))
    .map((each) => ({ ...each, title: `${each.name}, in a scope`, scoped: true }));
  const dropouts = [1e6, 1e7].map((n) => ({
    name: "dropout",
    title: `dropout of ${n.toExponential(0).replace("+", "")}`,
    n,
    shape: [n],
    make: () => {
      const x = rand([n], { generator });
      return () => dropout(x, p);
    },
    scoped: false,
    bar: n === 1e7 ? DROPOUT_BAR : bar,
  }));
  return [...all, ...inScope, ...dropouts];
}
