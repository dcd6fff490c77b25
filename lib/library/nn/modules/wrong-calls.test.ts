import { expect, test } from "vitest";
import { ones, tensor } from "../../tensor/index.ts";
import { evaluate, trainEpoch } from "../../training/index.ts";
import {
  BatchNorm1d,
  Dropout,
  dropoutMask,
  functional as F,
  Flatten,
  LayerNorm,
  Linear,
  Module,
  naiveDropout,
  Parameter,
  ReLU,
  Sequential,
  Softmax,
} from "../index.ts";

// Calls that TypeScript refuses, as cells without its check can make them.
const any = (value: unknown) => value as never;
const x = ones([2, 3]);
const integers = any(tensor([[1, 2, 3]], { dtype: "int64" }));
const calls: [call: string, run: () => unknown, message: string][] = [
  ["Linear(3)", () => new Linear(3, any(undefined)), "Linear: outputs must be a number, got undef"],
  [
    "Linear of texts",
    () => new Linear(any("3"), 2),
    'Linear: inputs must be a number, got string "3"',
  ],
  [
    "Linear of -1",
    () => new Linear(3, -1),
    "Linear: outputs must be a whole number from 0, got -1",
  ],
  [
    "Linear of 1.5",
    () => new Linear(1.5, 2),
    "Linear: inputs must be a whole number from 0, got 1.5",
  ],
  [
    "Linear of false",
    () => new Linear(3, 2, any(false)),
    "Linear: options must be an object, such as",
  ],
  [
    "Linear of torch's spelling",
    () => new Linear(3, 2, any({ in_features: 3 })),
    'Linear: unknown option "in_features"; known are bias, dtype, generator',
  ],
  [
    "a generator of null",
    () => new Linear(3, 2, any({ generator: null })),
    "Linear: generator must be",
  ],
  [
    "a Dropout's rate",
    () => new Dropout(any({ rate: 0.9 })),
    "dropout probability: must be a number",
  ],
  [
    "a Dropout's p",
    () => new Dropout(any({ p: 0.2 })),
    "must be a number from 0 to 1, got an object",
  ],
  ["a Dropout's options", () => new Dropout(0.2, any({ p: 0.2 })), 'Dropout: unknown option "p"'],
  [
    "a Dropout's generator",
    () => new Dropout(0.2, any({ generator: 1 })),
    "Dropout: generator must",
  ],
  [
    "F.dropout's rate",
    () => F.dropout(x, any({ rate: 0.9 })),
    'dropout: unknown option "rate"; known',
  ],
  [
    "F.dropout's generator",
    () => F.dropout(x, any({ generator: null })),
    "dropout: generator must be",
  ],
  ["Sequential of a list", () => new Sequential(any([new ReLU()])), "must be layers one by one"],
  ["Sequential of a function", () => new Sequential(any(F.relu)), "must be modules with a forward"],
  ["Sequential of nothing", () => new Sequential(any(undefined)), "a forward, got undefined"],
  [
    "Linear of integers",
    () => new Linear(3, 2).forward(integers),
    "linear: must be float32 or float6",
  ],
  [
    "Linear of another kind",
    () => new Linear(3, 2).forward(any(ones([1, 3], { dtype: "float64" }))),
    "linear: must be float32 as the weights, got float64",
  ],
  ["ReLU of a number", () => new ReLU().forward(any(1)), "relu: must be a tensor, got number 1"],
  [
    "Flatten of a list",
    () => new Flatten().forward(any([1])),
    "flatten: must be a tensor, got a list",
  ],
  [
    "Flatten of texts",
    () => new Flatten(any("1")),
    "Flatten: startDim must be a whole number, got st",
  ],
  [
    "Softmax of options",
    () => new Softmax(any({ dim: 1 })),
    "Softmax: dim must be a number, got an o",
  ],
  ["F.softmax of a list", () => F.softmax(any([1])), "softmax: must be a tensor, got a list"],
  [
    "F.elu's alpha",
    () => F.elu(x, any({ alpha: "1" })),
    'elu: alpha must be a number, got string "1"',
  ],
  [
    "F.gelu's kind",
    () => F.gelu(x, any({ approximate: "erf" })),
    'must be "none" or "tanh", got erf',
  ],
  [
    "LayerNorm of nothing",
    () => new LayerNorm(any(undefined)),
    "LayerNorm: normalizedShape must be a",
  ],
  [
    "BatchNorm1d of a list",
    () => new BatchNorm1d(any([3])),
    "BatchNorm1d: numFeatures must be a num",
  ],
  [
    "BatchNorm1d of integers",
    () => new BatchNorm1d(3).forward(integers),
    "must be float32 or float64",
  ],
  [
    "Parameter of options",
    () => new Parameter(x, any(true)),
    "Parameter: options must be an object",
  ],
  [
    "train of a text",
    () => new ReLU().train(any("eval")),
    "mode is expected to be boolean, got eval",
  ],
  ["evaluate of no net", () => evaluate(any({}), any([x, x])), "evaluate: net must be a Module"],
  [
    "evaluate of no batch",
    () => evaluate(new Linear(3, 2), any(x)),
    "evaluate: batch must be [x, lab",
  ],
  [
    "trainEpoch of no net",
    () => trainEpoch(any(1), [], any({})),
    "trainEpoch: net must be a Module",
  ],
  [
    "trainEpoch of a tensor",
    () => trainEpoch(new Linear(3, 2), any(x), any({ step() {}, zeroGrad() {} })),
    "trainEpoch: batches must be a list or a DataLoader, got a tensor",
  ],
  [
    "trainEpoch of no optimiser",
    () => trainEpoch(new Linear(3, 2), [], any({ lr: 0.1 })),
    "trainEpoch: optimizer must be an Optimizer, got an object",
  ],
  [
    "dropoutMask of a number",
    () => dropoutMask(x, any(0.2)),
    "dropoutMask: options must be an object",
  ],
  [
    "naiveDropout's rate",
    () => naiveDropout(x, any({ rate: 1 })),
    'unknown option "rate"; known are p',
  ],
];

for (const [call, run, message] of calls) {
  test(`${call} is refused in one sentence`, () => {
    expect(run).toThrow(message);
    expect(run).not.toThrow(/undefined is not|Cannot read|\n/);
  });
}

test("a module without forward says so where it is a layer", () => {
  class Empty extends Module {}
  expect(() => new Sequential(any(new Empty()))).toThrow(
    "must be modules with a forward, got an o",
  );
});
