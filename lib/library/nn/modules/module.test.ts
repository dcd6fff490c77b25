import { expect, test } from "vitest";
import { Adam, SGD } from "../../optim/index.ts";
import { Generator } from "../../random/index.ts";
import { allclose, noGrad, ones, rand, type Tensor, tensor, zeros } from "../../tensor/index.ts";
import { evaluate } from "../../training/index.ts";
import {
  AlphaDropout,
  Dropout,
  functional as F,
  Linear,
  Module,
  ReLU,
  Sequential,
} from "../index.ts";

const generator = new Generator(1);
const net = () =>
  new Sequential(new Linear(3, 4, { generator }), new ReLU(), new Dropout(0.5), new Linear(4, 2));

/** Two branches in a list, as one writes a net of one's own. */
class Branches extends Module {
  readonly first = new Linear(2, 2, { generator, bias: false });
  readonly rest = [new Linear(2, 2, { generator }), new Dropout(0.1)];
  readonly note = "no parameter";
  readonly constant = ones([2]);
}

test("parameters have torch's names and order", () => {
  const names = net().namedParameters();
  expect(names.map(([name, x]) => [name, x.shape])).toEqual([
    ["0.weight", [4, 3]],
    ["0.bias", [4]],
    ["3.weight", [2, 4]],
    ["3.bias", [2]],
  ]);
  const branches = new Branches().namedParameters();
  expect(branches.map(([name]) => name)).toEqual(["first.weight", "rest.0.weight", "rest.0.bias"]);
});

test("train and eval reach every module inside", () => {
  const branches = new Branches();
  const dropout = branches.rest[1] as Dropout;
  expect(dropout.training).toBe(true);
  expect(branches.eval()).toBe(branches);
  expect([branches.training, branches.first.training, dropout.training]).toEqual([
    false,
    false,
    false,
  ]);
  branches.train();
  expect(dropout.training).toBe(true);
});

test("evaluate looks in evaluation, and leaves the net as it was", () => {
  const x = rand([50, 3], { generator });
  const labels = zeros([50], { dtype: "int64" });
  for (const mode of [true, false]) {
    const tested = net().train(mode);
    const [first, second] = [evaluate(tested, [x, labels]), evaluate(tested, [x, labels])];
    expect(first).toEqual(second);
    expect([tested.training, tested.layers[2]?.training]).toEqual([mode, mode]);
    const right = tested
      .eval()
      .forward(x)
      .argmax(1)
      .eq(0)
      .data.filter((bit) => bit === 1);
    expect(first.accuracy).toBeCloseTo(right.length / 50, 6);
  }
});

test("a stored state shows the parameters as they are, and can be loaded", () => {
  const [a, b] = [net(), net()];
  const x = rand([5, 3], { generator });
  const live = a.stateDict();
  const state = Object.fromEntries(Object.entries(live).map(([name, x]) => [name, x.clone()]));
  const before = a.eval().forward(x).tolist();
  expect(b.eval().forward(x).tolist()).not.toEqual(before);
  for (const parameter of a.parameters()) parameter.detach().copy_(parameter.detach().mul(0));
  expect(a.forward(x).tolist()).not.toEqual(before);
  expect([live["0.weight"]?.abs().sum().item(), live["0.weight"]?.requiresGrad]).toEqual([
    0,
    false,
  ]);
  expect(b.loadStateDict(state)).toEqual({ missingKeys: [], unexpectedKeys: [] });
  expect(b.forward(x).tolist()).toEqual(before);
  expect(b.parameters().every((parameter) => parameter.requiresGrad)).toBe(true);
});

test("optimisers leave alone what has no gradient, and forget gradients when told", () => {
  for (const Optimizer of [SGD, Adam]) {
    const [used, unused] = [new Linear(2, 1, { generator }), new Linear(2, 1, { generator })];
    const optimizer = new Optimizer([...used.parameters(), ...unused.parameters()], { lr: 0.1 });
    const before = [used, unused].map(({ weight }) => weight.tolist());
    used
      .forward(ones([1, 2]))
      .sum()
      .backward();
    optimizer.step();
    expect(used.weight.tolist()).not.toEqual(before[0]);
    expect(unused.weight.tolist()).toEqual(before[1]);
    expect(used.weight.requiresGrad).toBe(true);
    optimizer.zeroGrad();
    expect(used.parameters().map(({ grad }) => grad)).toEqual([undefined, undefined]);
  }
});

test("optimisers work on float64 and on transposed parameters as on others", () => {
  for (const Optimizer of [SGD, Adam]) {
    const start = rand([3, 2], { dtype: "float64", generator });
    const moved = [start.clone(), start.t().contiguous().t()].map((x: Tensor) => {
      x.requiresGrad = true;
      const optimizer = new Optimizer([x], { lr: 0.1, weightDecay: 0.1 });
      for (let i = 0; i < 3; i++) {
        optimizer.zeroGrad();
        x.square().sum().backward();
        optimizer.step();
      }
      return x.tolist();
    });
    expect(moved[1]).toEqual(moved[0]);
    expect(moved[0]).not.toEqual(start.tolist());
  }
});

test("settings out of range are refused", () => {
  const parameters = [ones([1])];
  expect(() => new SGD([])).toThrow("at least one parameter, got none");
  expect(() => new SGD(parameters, { lr: -1 })).toThrow("lr must be at least 0, got -1");
  expect(() => new SGD(parameters, { momentum: -1 })).toThrow("momentum must be");
  expect(() => new Adam(parameters, { weightDecay: Number.NaN })).toThrow("got NaN");
  expect(() => new Adam(parameters, { betas: [0.9, 1] })).toThrow(
    "must lie in [0, 1), got [0.9, 1]",
  );
});

test("dropout in place is refused for a leaf, and passes eval's input on", () => {
  const x = rand([4], { generator });
  x.requiresGrad = true;
  expect(() => F.dropout(x, { inplace: true })).toThrow("must not be in place for a leaf");
  expect(F.dropout(x, { training: false })).toBe(x);
  F.dropout(x, { p: 1 }).sum().backward();
  expect(x.grad?.tolist()).toEqual([0, 0, 0, 0]);
});

test("dropout in place of what was computed has the gradient of the other", () => {
  for (const inplace of [false, true]) {
    for (const p of [0, 0.4, 1]) {
      const x = rand([50], { generator: new Generator(3) });
      x.requiresGrad = true;
      const hidden = x.sigmoid().mul(3);
      const y = F.dropout(hidden, { p, inplace, generator: new Generator(4) });
      expect(y === hidden).toBe(inplace || p === 0);
      y.sum().backward();
      const kept = y.ne(0).mul(1 / (1 - p || 1));
      const s = x.detach().sigmoid();
      expect(allclose(x.grad as Tensor, s.sub(s.square()).mul(3).mul(kept))).toBe(true);
    }
  }
  const x = rand([4], { generator });
  x.requiresGrad = true;
  expect(noGrad(() => F.dropout(x, { inplace: true, generator }))).toBe(x);
  expect(x.gradFn).toBeUndefined();
});

test("a layer that is used twice has its parameters once, and its places in the stored state", () => {
  const layer = new Linear(2, 2, { generator });
  const twice = new Sequential(layer, new ReLU(), layer);
  expect(twice.namedParameters().map(([name]) => name)).toEqual(["0.weight", "0.bias"]);
  const state = twice.stateDict();
  expect(Object.keys(state)).toEqual(["0.weight", "0.bias", "2.weight", "2.bias"]);
  expect(twice.loadStateDict(state).missingKeys).toEqual([]);
});

test("a leaf may stand where dropout in place draws nothing, or does not write", () => {
  const leaf = () => tensor([1, 2], { requiresGrad: true });
  for (const options of [{ training: false }, { p: 0 }]) {
    const x = leaf();
    expect(F.dropout(x, { inplace: true, ...options })).toBe(x);
  }
  const x = leaf();
  new AlphaDropout(0.5, { inplace: true }).forward(x).sum().backward();
  expect([x.tolist(), x.grad?.shape]).toEqual([[1, 2], [2]]);
});

test("layers and losses print with torch's names", () => {
  const x = zeros([2, 3]);
  x.requiresGrad = true;
  const labels = zeros([2], { dtype: "int64" });
  const results: Record<string, Tensor> = {
    AddmmBackward0: new Linear(3, 2).forward(x),
    ViewBackward0: new Linear(3, 2).forward(x.at(0)),
    LogSoftmaxBackward0: F.logSoftmax(x),
    SoftmaxBackward0: F.softmax(x),
    NllLossBackward0: F.crossEntropy(x, labels),
    MseLossBackward0: F.mseLoss(x, zeros([2, 3])),
    MulBackward0: F.dropout(x),
    AddBackward0: F.alphaDropout(x, { training: true }),
    SqueezeBackward1: F.dropout1d(x),
  };
  for (const [name, result] of Object.entries(results)) {
    expect(String(result)).toContain(`grad_fn=<${name}>)`);
  }
});

test("is a Sequential to whoever asks for one, of whatever layers it is made", () => {
  // The types: a ReLU takes every dtype, so the first net is not known to be one of float32.
  const sizeOf = (net: Sequential) => net.layers.length;
  expect(sizeOf(new Sequential(new Linear(2, 2), new ReLU()))).toBe(2);
  expect(sizeOf(new Sequential<"float32">(new Linear(2, 2)))).toBe(1);
  expect(sizeOf(new Sequential(new Linear(2, 2, { dtype: "float64" }), new ReLU()))).toBe(2);
});
