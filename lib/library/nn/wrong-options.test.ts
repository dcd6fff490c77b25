import { expect, test } from "vitest";
import * as optim from "../optim/index.ts";
import { Generator } from "../random/index.ts";
import {
  allclose,
  argsort,
  cat,
  gather,
  noGrad,
  ones,
  rand,
  scope,
  sort,
  Tensor,
  tensor,
  topk,
  where,
} from "../tensor/index.ts";
import * as training from "../training/index.ts";
import * as nn from "./index.ts";

const { functional: F } = nn;
// Calls that TypeScript refuses, as cells without its check can make them.
const any = (value: unknown) => value as never;
const x = ones([2, 3]);
const net = new nn.Linear(3, 2);
const sgd = new optim.SGD(net.parameters(), { lr: 0.1 });
const labels = tensor([0, 1], { dtype: "int64" });

const calls: [call: string, run: () => unknown, message: string][] = [
  [
    "training",
    () => F.dropout(x, any({ training: "false" })),
    'training must be true or false, got string "false"',
  ],
  [
    "inplace",
    () => F.dropout2d(x, any({ inplace: 1 })),
    "dropout2d: inplace must be true or false",
  ],
  ["Dropout inplace", () => new nn.Dropout(0.5, any({ inplace: 0 })), "Dropout: inplace must be"],
  ["dropout2d of a list", () => F.dropout2d(any([1])), "dropout2d: must be a tensor, got a list"],
  ["the setter", () => Object.assign(new nn.ReLU(), { training: "no" }), "ReLU: training must be"],
  ["Linear bias", () => new nn.Linear(1, 1, any({ bias: "no" })), "Linear: bias must be true or f"],
  [
    "decimals",
    () => x.round(any({ decimal: 1 })),
    'round: unknown option "decimal"; known are dec',
  ],
  ["set_to_none", () => sgd.zeroGrad(any({ set_to_none: false })), 'unknown option "set_to_none"'],
  ["no options", () => sgd.zeroGrad(any(null)), "zeroGrad: options must be an object, such as"],
  ["setToNone", () => sgd.zeroGrad(any({ setToNone: 0 })), "zeroGrad: setToNone must be true or f"],
  [
    "seed",
    () => new Generator(0, any({ seed: 1 })),
    'Generator: the only option is { stream }, got "s',
  ],
  ["a stream", () => new Generator(0, any(null)), "the only option is { stream }, got null"],
  ["cat's dim", () => cat([x], any({ dim: 1 })), "cat: dim must be in [-2, 1], got an object"],
  ["keepdim", () => x.sum(0, any({ keepdim: "false" })), "sum: keepdim must be true or false"],
  [
    "correction",
    () => x.var(0, any({ correction: "1" })),
    'correction must be a number, got string "1"',
  ],
  ["descending", () => sort(x, 0, any({ descending: 1 })), "sort: descending must be true or"],
  ["stable", () => argsort(x, 0, any({ stable: "a" })), "argsort: stable must be true or false"],
  ["largest", () => topk(x, 1, 0, any({ largest: 0 })), "topk: largest must be true or false"],
  ["sorted", () => topk(x, 1, 0, any({ sorted: "a" })), "topk: sorted must be true or false"],
  [
    "isCausal",
    () => F.scaledDotProductAttention(x, x, x, any({ isCausal: 1 })),
    "isCausal must be",
  ],
  ["requiresGrad", () => ones([1], any({ requiresGrad: "no" })), "ones: requiresGrad must be true"],
  [
    "its setter",
    () => Object.assign(ones([1]), { requiresGrad: 1 }),
    "requiresGrad: it must be true",
  ],
  ["requiresGrad_", () => net.requiresGrad_(any("no")), "requiresGrad_: requiresGrad must be true"],
  ["eps", () => new nn.BatchNorm1d(2, any({ eps: "1" })), "BatchNorm1d: eps must be a number"],
  ["momentum", () => new nn.BatchNorm1d(2, any({ momentum: "1" })), "momentum must be a number"],
  ["affine", () => new nn.BatchNorm1d(2, any({ affine: 0 })), "affine must be true or false"],
  [
    "track",
    () => new nn.BatchNorm1d(2, any({ trackRunningStats: 0 })),
    "trackRunningStats must be",
  ],
  ["LayerNorm", () => new nn.LayerNorm(2, any({ eps: "1" })), "LayerNorm: eps must be a number"],
  [
    "strict",
    () => net.loadStateDict(net.stateDict(), any({ strict: 0 })),
    "strict must be true or",
  ],
  [
    "LambdaLR",
    () =>
      new optim.LambdaLR(
        sgd,
        any(() => "1"),
      ),
    "what factor returns must be a number",
  ],
  ["smoothing", () => new nn.CrossEntropyLoss({ labelSmoothing: 2 }), "must lie in [0, 1], got 2"],
  ["delta", () => new nn.HuberLoss({ delta: 0 }), "HuberLoss: delta must be above 0, got 0"],
  ["beta", () => new nn.SmoothL1Loss({ beta: -1 }), "SmoothL1Loss: beta must be at least 0"],
  [
    "ignoreIndex",
    () => new nn.NLLLoss({ ignoreIndex: 0.5 }),
    "NLLLoss: ignoreIndex must be a whol",
  ],
  ["logTarget", () => new nn.KLDivLoss(any({ logTarget: 1 })), "KLDivLoss: logTarget must be true"],
  [
    "a word alone",
    () => new nn.CrossEntropyLoss(any("sum")),
    'such as { reduction: "sum" }, got string "sum"',
  ],
  [
    "weight",
    () => new nn.CrossEntropyLoss(any({ weight: [1] })),
    "weight must be a tensor of floats",
  ],
  [
    "posWeight",
    () => new nn.BCEWithLogitsLoss(any({ posWeight: 3 })),
    "posWeight must be a tensor",
  ],
  ["step", () => sgd.step(any(5)), "SGD: step: closure must be a function, got number 5"],
  ["apply", () => any(net.apply(any(undefined))), "apply: fn must be a function, got undefined"],
  ["scope", () => scope(any(undefined)), "scope: fn must be a function, got undefined"],
  ["noGrad", () => noGrad(any(undefined)), "noGrad: fn must be a function, got undefined"],
  [
    "no state",
    () => sgd.loadStateDict(any(undefined)),
    "SGD: loadStateDict: must be what stateDict",
  ],
  [
    "an empty state",
    () => sgd.loadStateDict(any({})),
    "must be what stateDict gave, got an object",
  ],
  [
    "a loss that is none",
    () => new optim.LBFGS(net.parameters()).step(any(() => 5)),
    "closure must return the loss, got number 5",
  ],
  ["softmax", () => F.softmax(x, 3), "softmax: dim must be in [-2, 1], got 3"],
  ["logSoftmax", () => F.logSoftmax(x, 3), "logSoftmax: dim must be in [-2, 1], got 3"],
  [
    "evaluate",
    () => training.evaluate(net, any([x])),
    "evaluate: batch must be [x, labels], two tensors, got a list of 1",
  ],
  [
    "trainEpoch",
    () => training.trainEpoch(net, any([[x]]), sgd),
    "trainEpoch: batch must be [x, labels]",
  ],
  [
    "a generator alone",
    () => rand([2], any(new Generator(0))),
    "options must be an object, such as { generator }",
  ],
  [
    "numClasses",
    () => F.oneHot(labels, any({ numClasses: 3 })),
    "oneHot: numClasses must be a number",
  ],
  [
    "allclose",
    () => allclose(x, x, any(0.5)),
    "allclose: options must be an object, such as { atol: 1e-6 }",
  ],
  ["where", () => where(x.gt(0), any("a"), x), "where: a: must be a tensor or a number, got str"],
  ["gather", () => gather(x, 0, any([0])), "gather: index: must be a tensor, got a list"],
  ["weight of linear", () => F.linear(x, any([1])), "linear: weight: must be a tensor, got a list"],
  ["bias of linear", () => F.linear(x, x, any([1])), "linear: bias: must be a tensor, got a list"],
  ["new Tensor", () => new Tensor(any(undefined)), "Tensor: is made by functions such as tensor("],
  ["backward", () => x.backward(any({ retainGraph: true })), "backward: the gradient comes first"],
];

for (const [call, run, message] of calls) {
  test(`${call} gets one sentence`, () => {
    expect(run).toThrow(message);
    expect(run).not.toThrow("\n");
  });
}
