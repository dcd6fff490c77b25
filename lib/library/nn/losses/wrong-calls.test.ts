import { expect, test } from "vitest";
import { tensor } from "../../tensor/index.ts";
import { functional as F, KLDivLoss } from "../index.ts";

const labels = (value: number) => tensor([value], { dtype: "int64" });
const any = (value: unknown) => value as never;
const x = tensor([[0.5, 0.25]]);
const wrong: [call: string, run: () => unknown, message: string][] = [
  [
    "a strange reduction",
    () => F.mseLoss(x, x, any({ reduction: "avg" })),
    'mseLoss: reduction must be one of "none", "mean", "sum", got string "avg"',
  ],
  [
    "a reduction alone",
    () => F.l1Loss(x, x, any("sum")),
    'l1Loss: options must be an object, such as { reduction: "sum" }, got string "sum"',
  ],
  [
    "a strange name",
    () => F.crossEntropy(x, labels(0), any({ label_smoothing: 0.1 })),
    'crossEntropy: unknown option "label_smoothing"; known are reduction, weight, ignoreIndex, labelSmoothing',
  ],
  [
    "a strange reduction of a module",
    () => new KLDivLoss(any({ reduction: "avg" })),
    'KLDivLoss: reduction must be one of "none", "mean", "sum", "batchmean", got string "avg"',
  ],
  [
    "labels that are floats",
    () => F.crossEntropy(x, any(tensor([0]))),
    "crossEntropy: target must be int64 labels of shape [1], or probabilities of shape [1, 2], got float32 of shape [1]",
  ],
  [
    "too few weights",
    () => F.nllLoss(x, labels(0), { weight: tensor([1]) }),
    "nllLoss: weight must be [2], got [1]",
  ],
  [
    "too much smoothing",
    () => F.crossEntropy(x, labels(0), { labelSmoothing: 2 }),
    "crossEntropy: labelSmoothing must lie in [0, 1], got 2",
  ],
  [
    "ignored probabilities",
    () => F.crossEntropy(x, x, { ignoreIndex: 0 }),
    "crossEntropy: ignoreIndex must be left out for probabilities, got 0",
  ],
  [
    "integers",
    () => F.mseLoss(any(labels(1)), any(labels(1))),
    "mseLoss: x must be a tensor of floats, got int64",
  ],
  [
    "other shapes",
    () => F.binaryCrossEntropyWithLogits(x, tensor([1])),
    "binaryCrossEntropyWithLogits: target must have the input's shape [1, 2], got [1]",
  ],
  [
    "no probabilities",
    () => F.binaryCrossEntropy(tensor([2]), tensor([1])),
    "binaryCrossEntropy: x must be in [0, 1], got 2",
  ],
  [
    "no targets",
    () => F.binaryCrossEntropy(tensor([1]), tensor([Number.NaN])),
    "binaryCrossEntropy: target must be in [0, 1], got NaN",
  ],
  [
    "a delta of 0",
    () => F.huberLoss(x, x, { delta: 0 }),
    "huberLoss: delta must be above 0, got 0",
  ],
  [
    "a negative beta",
    () => F.smoothL1Loss(x, x, { beta: -1 }),
    "smoothL1Loss: beta must be at least 0, got -1",
  ],
];

test.each(wrong)("%s is refused in one sentence", (_, run, message) => {
  expect(run).toThrow(message);
});
