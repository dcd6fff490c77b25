import { expect, test } from "vitest";
import { digits } from "../datasets/index.ts";
import { readJson } from "../datasets/read-data.ts";
import { Dropout, functional as F, Linear, ReLU, Sequential, Tanh } from "../nn/index.ts";
import { Adam, type Optimizer, SGD } from "../optim/index.ts";
import { manualSeed } from "../random/index.ts";
import { rand, randint, randn, type Tensor, tensor } from "../tensor/index.ts";
import { withoutWasm } from "../wasm/index.ts";
import { DataLoader, evaluate, trainEpoch } from "./index.ts";

interface Recording {
  seed: number;
  gradients: { name: string; loss: number; a: number[][]; b: number[][] }[];
  optimizers: { name: string; steps: number[][] }[];
  curves: Curve[];
}

/** Five epochs from one seed: the loss of each batch, and then of all images in evaluation. */
interface Curve {
  name: string;
  epochs: number[][];
  evaluated: number;
  right: number;
  "last draw": number;
}

const recording = readJson("torch-learning.json.gz") as Recording;

/** Different orders of sums are all that is left between the two. */
const CLOSE = 1e-5;

type Matrix = Tensor<"float32">;

const losses: Record<string, (a: Matrix, b: Matrix) => Matrix> = {
  "add mul div": (a, b) => a.add(b).mul(a).div(b.abs().add(1)).sum(),
  broadcast: (a, b) =>
    a
      .mul(b.at(0))
      .add(b.slice(0, 1, { dim: 1 }))
      .square()
      .mean(),
  matmul: (a, b) => a.matmul(b.t()).tanh().sum(),
  activations: (a, b) => a.relu().mul(b.sigmoid()).sub(a.exp()).mean(),
  reductions: (a, b) => a.sum(1).mul(b.mean(1)).sum().add(a.var()).add(b.max(1).sum()),
  views: (a, b) => a.t().reshape([-1]).slice(2, 9).mul(b.slice(1).flatten().slice(0, 7)).sum(),
  "log softmax": (a, b) => F.logSoftmax(a, 1).mul(b).sum(),
  softmax: (a, b) => F.softmax(a, 0).mul(b).sum(),
  "cross entropy": (a, b) => F.crossEntropy(a.mul(b), tensor([3, 0, 1], { dtype: "int64" })),
  "mean square": (a, b) => F.mseLoss(a, b),
  dropout: (a, b) => F.dropout(a, { p: 0.3 }).mul(b).sum(),
  "alpha dropout": (a, b) => F.alphaDropout(a, { p: 0.3, training: true }).mul(b).sum(),
  channels: (a, b) => F.dropout1d(a.unsqueeze(2)).mul(b.unsqueeze(2)).sum(),
};

for (const [i, { name, loss, a, b }] of recording.gradients.entries()) {
  test(`the gradients of ${name} are torch's within 1e-5`, () => {
    manualSeed(i);
    const [x, y] = [randn([3, 4]), randn([3, 4])];
    x.requiresGrad = true;
    y.requiresGrad = true;
    const found = (losses[name] as (a: Matrix, b: Matrix) => Matrix)(x, y);
    found.backward();
    expect(Math.abs(found.item() - loss)).toBeLessThan(CLOSE);
    expect(distance(x.grad, a.flat())).toBeLessThan(CLOSE);
    expect(distance(y.grad, b.flat())).toBeLessThan(CLOSE);
  });
}

const optimizers: Record<string, (parameters: Tensor[]) => Optimizer> = {
  SGD: (parameters) => new SGD(parameters, { lr: 0.1 }),
  "SGD momentum": (parameters) => new SGD(parameters, { lr: 0.1, momentum: 0.9 }),
  "SGD momentum decay": (parameters) =>
    new SGD(parameters, { lr: 0.1, momentum: 0.8, weightDecay: 0.05 }),
  Adam: (parameters) => new Adam(parameters),
  "Adam decay": (parameters) =>
    new Adam(parameters, { lr: 0.01, betas: [0.8, 0.99], eps: 1e-6, weightDecay: 0.1 }),
};

for (const { name, steps } of recording.optimizers) {
  test(`8 steps of ${name} leave torch's parameters`, () => {
    manualSeed(recording.seed);
    const net = new Sequential(new Linear(4, 3), new Tanh(), new Linear(3, 2));
    const [x, y] = [randn([6, 4]), randint(0, 2, [6])];
    const optimizer = (optimizers[name] as (parameters: Tensor[]) => Optimizer)(net.parameters());
    for (const expected of steps) {
      optimizer.zeroGrad();
      F.crossEntropy(net.forward(x), y).backward();
      optimizer.step();
      const found = net.parameters().flatMap((p) => Array.from(p.data, Number));
      expect(found.length).toBe(expected.length);
      expect(Math.max(...found.map((v, i) => Math.abs(v - (expected[i] as number))))).toBeLessThan(
        CLOSE,
      );
    }
  });
}

for (const curve of recording.curves) {
  const { name } = curve;
  test(`5 epochs on the digits with ${name} lose what torch loses, batch by batch`, () => {
    learn(curve);
  });
}

test("so it is on the plain loops alone", () => {
  const first = recording.curves[0] as Curve;
  withoutWasm(() => learn({ ...first, epochs: first.epochs.slice(0, 1) }));
});

function learn(curve: Curve): void {
  manualSeed(recording.seed);
  const net = new Sequential(
    new Linear(64, 256),
    new ReLU(),
    new Dropout(0.5),
    new Linear(256, 256),
    new ReLU(),
    new Dropout(0.5),
    new Linear(256, 10),
  );
  const { images, labels } = digits();
  const x = images.div(16);
  const loader = new DataLoader([x, labels] as const, { batchSize: 64, shuffle: true });
  const optimizer =
    curve.name === "SGD"
      ? new SGD(net.parameters(), { lr: 0.1, momentum: 0.9, weightDecay: 1e-4 })
      : new Adam(net.parameters(), { lr: 1e-3 });
  let furthest = 0;
  for (const expected of curve.epochs) {
    const found = trainEpoch(net, loader, optimizer);
    expect(found.length).toBe(expected.length);
    for (const [i, loss] of found.entries()) {
      furthest = Math.max(furthest, Math.abs(loss - (expected[i] as number)));
    }
  }
  expect(furthest).toBeLessThan(CLOSE);
  if (curve.epochs.length < 5) return;
  const { loss, accuracy } = evaluate(net, [x, labels]);
  expect(Math.abs(loss - curve.evaluated)).toBeLessThan(CLOSE);
  expect(Math.abs(accuracy - curve.right / 1797)).toBeLessThan(2 / 1797);
  // All that was drawn was drawn as in torch.
  expect(rand([1]).item()).toBe(Math.fround(curve["last draw"]));
}

function distance(x: Tensor | undefined, expected: readonly number[]): number {
  const found = Array.from((x as Tensor).data, Number);
  expect(found.length).toBe(expected.length);
  return Math.max(...found.map((value, i) => Math.abs(value - (expected[i] as number))));
}
