import { expect, test } from "vitest";
import { Adam, SGD } from "../../optim/index.ts";
import { Generator } from "../../random/index.ts";
import { noGrad, ones, Tensor, tensor } from "../../tensor/index.ts";
import { bothWays } from "../../tensor/testing/both-ways.ts";
import { functional } from "../index.ts";

// What torch 2.13 does: which operations keep their input, their output, or neither.

const leaf = () => tensor([1, 2, 3], { requiresGrad: true });
const labels = () => tensor([1], { dtype: "int64" });
const drop = (x: Tensor) =>
  functional.dropout(x as Tensor<"float32">, { inplace: true, generator: new Generator(3) });
const overwrite = (x: Tensor) => noGrad(() => x.copy_(x.mul(3)));
const MODIFIED = "needed for gradient computation has been modified by an inplace operation";

/** What is kept: i, the input; o, the output. */
const operations: [name: string, keeps: string, (x: Tensor<"float32">) => Tensor][] = [
  ["neg", "", (x) => x.neg()],
  ["abs", "i", (x) => x.abs()],
  ["relu", "o", (x) => x.relu()],
  ["sqrt", "o", (x) => x.sqrt()],
  ["exp", "o", (x) => x.exp()],
  ["log", "i", (x) => x.log()],
  ["sigmoid", "o", (x) => x.sigmoid()],
  ["tanh", "o", (x) => x.tanh()],
  ["square", "i", (x) => x.square()],
  ["clamp", "i", (x) => x.clamp(0, 2)],
  ["add to itself", "", (x) => x.add(x)],
  ["mul by a number", "", (x) => x.mul(2)],
  ["mul by itself", "i", (x) => x.mul(x)],
  ["div by a number", "", (x) => x.div(2)],
  ["div by itself", "i", (x) => x.div(x)],
  ["mul by a constant", "", (x) => x.mul(ones([3]))],
  ["mul by a leaf", "i", (x) => x.mul(leaf())],
  ["div by a leaf", "i", (x) => x.div(leaf())],
  ["maximum", "i", (x) => x.maximum(x.mul(1))],
  ["minimum", "i", (x) => x.minimum(x.mul(1))],
  ["sum", "", (x) => x.sum()],
  ["mean", "", (x) => x.mean()],
  ["var", "i", (x) => x.var()],
  ["std", "io", (x) => x.std()],
  ["max", "io", (x) => x.max()],
  ["matmul by a constant", "", (x) => x.matmul(ones([3]))],
  ["matmul by itself", "i", (x) => x.matmul(x)],
  ["indexSelect", "", (x) => x.indexSelect(0, [0])],
  ["clone", "", (x) => x.clone()],
  ["logSoftmax", "o", (x) => functional.logSoftmax(x)],
  ["softmax", "o", (x) => functional.softmax(x)],
  ["mseLoss", "i", (x) => functional.mseLoss(x, ones([3]))],
  ["crossEntropy", "", (x) => functional.crossEntropy(x.unsqueeze(0), labels())],
  ["dropout", "", (x) => functional.dropout(x)],
];

for (const [name, keeps, operation] of operations) {
  test(`a write in place stands in the way of ${name} where torch says so`, () => {
    for (const write of [drop, overwrite]) {
      const input = leaf().mul(1) as Tensor<"float32">;
      const result = operation(input).sum();
      write(input);
      if (keeps.includes("i")) expect(() => result.backward()).toThrow(MODIFIED);
      else result.backward();

      const output = operation(leaf().mul(1) as Tensor<"float32">);
      write(output);
      if (keeps.includes("o")) expect(() => output.sum().backward()).toThrow(MODIFIED);
      else output.sum().backward();
    }
  });
}

test("labels and indices must stay what they were", () => {
  const chosen = labels();
  const loss = functional.crossEntropy(leaf().unsqueeze(0) as Tensor<"float32">, chosen);
  const part = leaf().indexSelect(0, chosen).sum();
  overwrite(chosen);
  for (const result of [loss, part]) expect(() => result.backward()).toThrow(MODIFIED);
});

test("the error says which tensor was written to, in torch's words", () => {
  const x = leaf().exp();
  drop(drop(x));
  expect(() => x.sum().backward()).toThrow(
    "one of the variables needed for gradient computation has been modified by an inplace operation: [torch.FloatTensor [3]], which is output 0 of Exp, is at version 2; expected version 0 instead.",
  );
  const factor = tensor([[1], [2]], { dtype: "float64" });
  const y = leaf().mul(factor).sum();
  overwrite(factor);
  expect(() => y.backward()).toThrow(
    "inplace operation: [torch.DoubleTensor [2, 1]] is at version 1; expected version 0 instead.",
  );
});

bothWays("what reads a tensor is stopped by a write into any view of its memory", () => {
  const writes: ((x: Tensor) => void)[] = [
    (x) => overwrite(x.slice(0, 1)),
    (x) => overwrite(x.detach()),
    (x) => drop(x.detach().reshape([1, 3])),
    (x) => drop(x.at(0).unsqueeze(0)),
  ];
  for (const write of writes) {
    const x = leaf().mul(1);
    const y = x.square().sum();
    write(x);
    expect(() => y.backward()).toThrow(MODIFIED);
  }
});

bothWays("a step of an optimiser after the loss stands in the way, one before it does not", () => {
  for (const Optimizer of [SGD, Adam]) {
    const weight = leaf();
    const optimizer = new Optimizer([weight]);
    const loss = weight.square().sum();
    loss.backward(undefined, { retainGraph: true });
    optimizer.step();
    expect(() => loss.backward()).toThrow(MODIFIED);
    weight.square().sum().backward();
  }
});

test("what was computed before a write goes back as if there were none", () => {
  const x = leaf();
  const between = x.mul(1);
  const before = between.mul(2);
  const after = drop(between).mul(2);
  before.sum().backward(undefined, { retainGraph: true });
  expect(x.grad?.tolist()).toEqual([2, 2, 2]);
  expect(between.tolist()).toContain(0);
  Object.assign(x, { grad: undefined });
  after.sum().backward();
  expect(x.grad?.tolist()).toEqual(between.detach().mul(2).div(x.detach()).tolist());
});

const matrix = () =>
  tensor(
    [
      [1, 2, 3],
      [4, 5, 6],
    ],
    { requiresGrad: true },
  );

test("a write into a view reaches the way back of the whole and of its other views", () => {
  const views: ((x: Tensor) => Tensor)[] = [
    (x) => x,
    (x) => x.slice(0, 2),
    (x) => x.t(),
    (x) => x.reshape([-1]),
    (x) => x.permute([1, 0]).slice(1, 3).unsqueeze(0).squeeze(),
    (x) => x.at(0),
    (x) => x.expand([2, 2, 3]),
  ];
  for (const part of views.slice(0, -1)) {
    for (const other of views) {
      const x = tensor(
        [
          [1, 2, 3],
          [4, 5, 6],
        ],
        { requiresGrad: true },
      );
      const base = x.mul(2);
      const [written, seen] = [part(base), other(base)];
      drop(written);
      seen.sum().backward();
      // Each element of the whole was multiplied by a number.
      const slopes = noGrad(() => base.div(x));
      const twin = matrix();
      other(twin).sum().backward();
      expect(x.grad?.tolist()).toEqual(twin.grad?.mul(slopes).tolist());
      expect(slopes.flatten().tolist()).toContain(0);
    }
  }
});

test("a view of a leaf is refused as the leaf is", () => {
  expect(() => drop(leaf().slice(0, 2))).toThrow("must not be in place for a leaf");
});

test("a view that was taken under noGrad is refused, and so is a view of it", () => {
  const base = leaf().mul(1);
  const hidden = noGrad(() => base.slice(0, 2));
  for (const view of [hidden, hidden.unsqueeze(0)]) {
    expect(() => drop(view)).toThrow("dropout: must not be in place for a view that was taken");
    expect(noGrad(() => drop(view.detach()))).toBeInstanceOf(Tensor);
  }
  const kept = functional.dropout(hidden as Tensor<"float32">);
  expect([hidden.requiresGrad, kept.requiresGrad]).toEqual([false, false]);
});
