import fc from "fast-check";
import { expect } from "vitest";
import { torchRecording } from "../../datasets/index.ts";
import { Generator, manualSeed, seeded } from "../../random/index.ts";
import { equal, ones, rand, randn, type Tensor, tensor, zeros } from "../../tensor/index.ts";
import { bothWays } from "../../tensor/testing/both-ways.ts";
import {
  AlphaDropout,
  Dropout,
  Dropout1d,
  Dropout2d,
  Dropout3d,
  FeatureAlphaDropout,
  functional,
} from "../index.ts";

const MODULES = [Dropout, Dropout1d, Dropout2d, Dropout3d, AlphaDropout, FeatureAlphaDropout];
/** A shape that the module takes. */
const shapeFor = (Module: (typeof MODULES)[number]) =>
  Module === Dropout1d ? [4, 3, 5] : [4, 3, 2, 2];
const probability = fc.integer({ min: 0, max: 1000 }).map((k) => k / 1000);
const bits = (x: Tensor) => Array.from(new Uint8Array(x.data.slice().buffer));

bothWays("the article's experiment gives torch's numbers to the last bit", () => {
  const { seed, p, runs } = torchRecording("article");
  expect(runs.map(({ n }) => n)).toEqual([6, 8]);
  for (const { n, x, dropped, evaluated, printed, evaluatedIsInput } of runs) {
    manualSeed(seed);
    const input = rand([n]);
    const layer = new Dropout(p);
    const output = layer.forward(input);
    expect(input.tolist()).toEqual(x);
    expect(output.tolist()).toEqual(dropped);
    expect([String(input), String(output)]).toEqual([printed.x, printed.dropped]);
    const same = layer.eval().forward(input);
    expect(same === input).toBe(evaluatedIsInput);
    expect(same.tolist()).toEqual(evaluated);
  }
});

bothWays("every element is dropped, or multiplied by the rounded scale", () => {
  fc.assert(
    fc.property(fc.integer(), probability, (seed, p) => {
      const generator = new Generator(seed);
      const x = randn([200], { generator });
      const y = functional.dropout(x, { p, generator });
      const scale = Math.fround(1 / Math.fround(1 - p));
      const [before, after] = [x.data, y.data];
      for (const [i, value] of before.entries()) {
        const kept = Math.fround(value * scale);
        expect(after[i] === 0 || after[i] === kept || p === 1).toBe(true);
      }
    }),
    { numRuns: 50 },
  );
});

bothWays("the share of kept elements is 1 - p, and the expected sum stays", () => {
  for (const p of [0.1, 0.4, 0.5, 0.9]) {
    const n = 200_000;
    const y = functional.dropout(ones([n]), { p, generator: new Generator(11) });
    const kept = y.ne(0).sum().item() / n;
    const bound = 5 * Math.sqrt((p * (1 - p)) / n);
    expect(Math.abs(kept - (1 - p))).toBeLessThan(bound);
    expect(Math.abs(y.mean().item() - 1)).toBeLessThan(bound / (1 - p));
  }
});

bothWays("p = 0, eval mode and empty tensors return the input itself and draw nothing", () => {
  for (const Module of MODULES) {
    const generator = new Generator(1);
    const before = generator.getState();
    const x = rand(shapeFor(Module));
    const empty = zeros([0, ...shapeFor(Module).slice(1)]);
    expect(new Module(0, { generator }).forward(x)).toBe(x);
    expect(new Module(0.7, { generator }).eval().forward(x)).toBe(x);
    expect(new Module(0.7, { generator }).forward(empty)).toBe(empty);
    expect(generator.getState()).toEqual(before);
  }
});

bothWays("p = 1 multiplies by zero and draws nothing", () => {
  const generator = new Generator(1);
  const before = generator.getState();
  const x = tensor([2, -2, Number.NaN, Number.POSITIVE_INFINITY]);
  const y = functional.dropout(x, { p: 1, generator });
  expect(y.tolist()).toEqual([0, -0, Number.NaN, Number.NaN]);
  expect(generator.getState()).toEqual(before);
});

bothWays("dropped values keep their sign, and turn infinities and NaN into NaN", () => {
  const x = tensor([-1, Number.NEGATIVE_INFINITY, Number.NaN]);
  // Some seed below drops all three; all that it drops must look so.
  const outcomes = Array.from({ length: 40 }, (_, seed) =>
    functional.dropout(x, { p: 0.9, generator: new Generator(seed) }).tolist(),
  );
  expect(outcomes).toContainEqual([-0, Number.NaN, Number.NaN]);
});

bothWays("the gradient is that of the output times the same noise", () => {
  for (const Module of MODULES) {
    const layer = new Module(0.4, { generator: new Generator(3) });
    const x = rand(shapeFor(Module));
    const y = layer.forward(x);
    const gradient = layer.backward(ones(x.shape));
    // All these functions are affine in x: y(x) - y(0) is x times the gradient.
    const atZero = new Module(0.4, { generator: new Generator(3) }).forward(zeros(x.shape));
    const distance = y.sub(atZero).sub(x.mul(gradient)).abs().max().item();
    expect(distance).toBeLessThan(1e-6);
    expect(gradient.eq(0).any().item()).toBe(true);
    layer.eval().forward(x);
    expect(equal(layer.backward(x), x)).toBe(true);
  }
  expect(() => new Dropout().backward(ones([1]))).toThrow("forward must come first");
});

bothWays("in place writes into the input, and into a view's memory", () => {
  const x = ones([3, 4]);
  const view = x.t();
  const y = new Dropout(0.5, { inplace: true, generator: new Generator(2) }).forward(view);
  expect(y).toBe(view);
  const expected = new Dropout(0.5, { generator: new Generator(2) }).forward(ones([3, 4]).t());
  expect(view.tolist()).toEqual(expected.tolist());
  expect(x.tolist()).toEqual(expected.t().tolist());
  const flat = ones([2, 3]);
  expect(functional.dropout1d(flat, { inplace: true })).toBe(flat);
});

bothWays("alpha dropout writes into the input as a function, never as a module", () => {
  for (const [Module, name] of [
    [AlphaDropout, "alphaDropout"],
    [FeatureAlphaDropout, "featureAlphaDropout"],
  ] as const) {
    const x = ones([3, 4]);
    expect(new Module(0.5, { inplace: true }).forward(x)).not.toBe(x);
    expect(equal(x, ones([3, 4]))).toBe(true);
    expect(functional[name](x, { training: true, inplace: true })).toBe(x);
    expect(x.eq(1).any().item()).toBe(false);
  }
});

bothWays("masks follow the order of memory on the default stream, of elements on x86-mkl", () => {
  const [matrix, transposed] = [ones([5, 7]), ones([7, 5]).t()];
  const drawn = (x: Tensor<"float32">, stream: "default" | "x86-mkl") =>
    functional.dropout(x, { generator: new Generator(6, { stream }) });
  expect(drawn(transposed, "default").t().tolist()).toEqual(
    drawn(ones([7, 5]), "default").tolist(),
  );
  expect(drawn(transposed, "x86-mkl").tolist()).toEqual(drawn(matrix, "x86-mkl").tolist());
});

bothWays("channels are dropped whole, each by a draw of its own", () => {
  const cases = [
    [Dropout1d, [6, 8, 5]],
    [Dropout1d, [40, 5]],
    [Dropout2d, [6, 8, 3, 2]],
    [Dropout3d, [6, 8, 2, 2, 2]],
    [Dropout3d, [40, 2, 2, 2]],
  ] as const;
  for (const [Module, shape] of cases) {
    const y = new Module(0.5, { generator: new Generator(4) }).forward(ones(shape));
    expect(y.shape).toEqual(shape);
    // 48 or 40 channels, whatever is behind them.
    const channels = y.reshape([shape[0] === 40 ? 40 : 48, -1]);
    const [low, high] = [channels.min(1).tolist(), channels.max(1).tolist()];
    expect(low).toEqual(high);
    expect(new Set(low as number[])).toEqual(new Set([0, 2]));
  }
});

bothWays("alpha dropout keeps mean and variance of standard normal numbers", () => {
  for (const p of [0.05, 0.2, 0.5]) {
    const generator = new Generator(12);
    const x = randn([400_000], { generator });
    const y = functional.alphaDropout(x, { p, training: true, generator });
    // Some ten standard deviations of the two estimates.
    expect(Math.abs(y.mean().item())).toBeLessThan(0.02);
    expect(Math.abs(y.var().item() - 1)).toBeLessThan(0.03);
    expect(y.eq(x).any().item()).toBe(false);
  }
  const x = ones([3]);
  expect(functional.alphaDropout(x)).toBe(x);
});

bothWays("float64 is scaled in float64", () => {
  const y = functional.dropout(ones([50], { dtype: "float64" }), { p: 0.3 });
  expect(y.dtype).toBe("float64");
  expect(new Set(y.tolist() as number[])).toEqual(new Set([0, 1 / (1 - 0.3)]));
});

bothWays("equal seeds drop equally, other seeds otherwise, and calls go on drawing", () => {
  const x = ones([64]);
  const [a, b] = [new Generator(1), new Generator(1)];
  const first = functional.dropout(x, { generator: a });
  expect(bits(functional.dropout(x, { generator: b }))).toEqual(bits(first));
  expect(bits(functional.dropout(x, { generator: a }))).not.toEqual(bits(first));
  expect(bits(functional.dropout(x, { generator: new Generator(2) }))).not.toEqual(bits(first));
  manualSeed(1);
  expect(bits(new Dropout(0.5).forward(x))).toEqual(bits(first));
  expect(
    functional
      .dropout(x, { generator: seeded("any") })
      .ne(0)
      .any()
      .item(),
  ).toBe(true);
});

bothWays("bad p, rank and kind are refused in torch's words", () => {
  const message = "dropout probability has to be between 0 and 1, but got ";
  for (const Module of MODULES) {
    expect(() => new Module(1.5)).toThrow(new RangeError(`${message}1.5`));
    expect(() => new Module(-0.1)).toThrow(`${message}-0.1`);
    expect(() => new Module("0.5" as never)).toThrow(
      new TypeError('dropout probability: must be a number from 0 to 1, got string "0.5"'),
    );
  }
  expect(() => functional.dropout(ones([1]), { p: Number.NaN })).toThrow(message);
  expect(() => functional.dropout1d(ones([1]))).toThrow(
    "dropout1d: Expected 2D or 3D input, but received a 1D input.",
  );
  expect(() => functional.dropout2d(ones([3]))).toThrow(
    "Feature dropout requires at least 2 dimensions in the input",
  );
  expect(() => functional.dropout(ones([3], { dtype: "int64" }) as never)).toThrow(TypeError);
});

bothWays("a wrong p is told in torch's words, and integers can only be dropped whole", () => {
  for (const [p, text] of [
    [Number.NaN, "nan"],
    [Number.NEGATIVE_INFINITY, "-inf"],
    [1.5, "1.5"],
  ] as const) {
    const words = `dropout probability has to be between 0 and 1, but got ${text}`;
    expect(() => new Dropout(p)).toThrow(words);
    expect(() => functional.alphaDropout(ones([2]), { p })).toThrow(words);
  }
  const whole = tensor([1, 2], { dtype: "int64" }) as Tensor as Tensor<"float32">;
  expect(String(functional.dropout(whole, { p: 1 }))).toBe("tensor([0, 0])");
  expect(() => functional.dropout(whole)).toThrow("got int64");
});
