import { describe, expect, test } from "vitest";
import { type Tensor, tensor, zeros } from "../tensor/index.ts";
import { bothWays } from "../tensor/testing/both-ways.ts";
import { Adam, AdamW, clipGradNorm, LBFGS, type Optimizer, SGD } from "./index.ts";

/** torch's losses at the beginning of five steps on Rosenbrock's function. */
const ROSENBROCK = [
  24.199999999999996, 2.859759140731463, 0.4641401774955063, 0.009483757280975853,
  4.221457511263308e-10,
];

const leaf = (...values: number[]) => tensor(values, { requiresGrad: true });
const step = (optimizer: Optimizer, w: Tensor<"float32">, ...gradient: number[]) => {
  w.grad = tensor(gradient);
  optimizer.step();
  return w.tolist();
};

// The numbers are torch's, rounded to float32 where they are not short.
describe("what is switched off is not computed, so that an infinity in it does no harm", () => {
  bothWays(
    "SGD without momentum forgets an infinite gradient, and its parameter stays infinite",
    () => {
      const w = leaf(1, 1);
      const optimizer = new SGD([w], { lr: 0.5 });
      expect(step(optimizer, w, Number.POSITIVE_INFINITY, 1)).toEqual([
        Number.NEGATIVE_INFINITY,
        0.5,
      ]);
      expect(step(optimizer, w, 1, 1)).toEqual([Number.NEGATIVE_INFINITY, 0]);
      expect(optimizer.state.size).toBe(0);
    },
  );

  bothWays("SGD with momentum keeps a parameter infinite, too", () => {
    const w = leaf(1, 1);
    const optimizer = new SGD([w], { lr: 0.5, momentum: 0.5 });
    step(optimizer, w, Number.POSITIVE_INFINITY, 1);
    expect(step(optimizer, w, 1, 1)).toEqual([Number.NEGATIVE_INFINITY, -0.25]);
  });

  bothWays("Adam moves what stands beside an infinite parameter", () => {
    for (const Kind of [Adam, AdamW]) {
      const w = leaf(Number.POSITIVE_INFINITY, 1);
      const optimizer = new Kind([w], { lr: 0.5, weightDecay: 0, eps: 0 });
      const [first, second] = step(optimizer, w, 1, 1) as number[];
      expect(first).toBe(Number.POSITIVE_INFINITY);
      expect(second).toBeCloseTo(0.5, 6);
    }
  });

  bothWays("a gradient whose square overflows is only too large for a while", () => {
    const w = leaf(1);
    const optimizer = new Adam([w], { lr: 0.5, betas: [0.9, 0.999] });
    // 1e20² is infinite in float32, (1 - beta2) · 1e20 · 1e18 is not.
    expect(step(optimizer, w, 1e18)[0 as never]).toBeCloseTo(0.5, 6);
  });
});

test("zeros keep the signs that torch gives them", () => {
  for (const options of [{}, { momentum: 0.5 }, { momentum: 0.5, nesterov: true }]) {
    const w = leaf(-0, -0);
    step(new SGD([w], { lr: 0.1, ...options }), w, -0, 0);
    expect(w.tolist()).toEqual([0, -0]);
    const up = leaf(-0, -0);
    step(new SGD([up], { lr: 0.1, maximize: true, ...options }), up, -0, 0);
    expect(up.tolist()).toEqual([-0, 0]);
  }
});

bothWays("the first velocity is the gradient itself, whatever the dampening", () => {
  const w = leaf(0);
  const optimizer = new SGD([w], { lr: 1, momentum: 0.5, dampening: 0.75 });
  expect(step(optimizer, w, 1)).toEqual([-1]);
  expect(step(optimizer, w, 1)).toEqual([-1.75]);
});

bothWays("Nesterov looks ahead by the velocity", () => {
  const w = leaf(0);
  const optimizer = new SGD([w], { lr: 1, momentum: 0.5, nesterov: true });
  expect(step(optimizer, w, 1)).toEqual([-1.5]);
  expect(step(optimizer, w, 1)).toEqual([-3.25]);
});

test("AdamW shrinks the parameter itself, Adam adds it to the gradient", () => {
  const shrunk = leaf(4);
  expect(
    step(new AdamW([shrunk], { lr: 0.5, weightDecay: 0.5, eps: 0 }), shrunk, 1)[0 as never],
  ).toBeCloseTo(2.5, 6);
  const added = leaf(4);
  expect(
    step(new Adam([added], { lr: 0.5, weightDecay: 0.5, eps: 0 }), added, 1)[0 as never],
  ).toBeCloseTo(3.5, 6);
});

test("groups have settings of their own, and take the others from the optimiser", () => {
  const [a, b, c] = [leaf(0), leaf(0), leaf(0)];
  const optimizer = new SGD([{ params: [a], lr: 0.5 }, { params: b }], { lr: 0.25, momentum: 0.5 });
  optimizer.addParamGroup({ params: [c], momentum: 0 });
  expect(optimizer.paramGroups.map(({ lr, momentum }) => [lr, momentum])).toEqual([
    [0.5, 0.5],
    [0.25, 0.5],
    [0.25, 0],
  ]);
  for (const w of [a, b, c]) w.grad = tensor([1]);
  optimizer.step();
  expect([a, b, c].map((w) => w.item())).toEqual([-0.5, -0.25, -0.25]);
  for (const group of optimizer.paramGroups) group.lr = 0;
  optimizer.step();
  expect([a, b, c].map((w) => w.item())).toEqual([-0.5, -0.25, -0.25]);
});

test("a parameter without a gradient stays, and one that was frozen moves while it has one", () => {
  const [still, frozen] = [leaf(1), leaf(1)];
  frozen.grad = tensor([1]);
  frozen.requiresGrad = false;
  new SGD([still, frozen], { lr: 0.5, weightDecay: 0.5 }).step();
  expect([still.item(), frozen.item()]).toEqual([1, 0.25]);
});

test("zeroGrad forgets gradients, or keeps the tensors and makes them 0", () => {
  const w = leaf(1);
  const optimizer = new SGD([w]);
  const grad = tensor([Number.NaN]);
  w.grad = grad;
  optimizer.zeroGrad({ setToNone: false });
  expect([w.grad, grad.item()]).toEqual([grad, 0]);
  optimizer.zeroGrad();
  expect(w.grad).toBeUndefined();
});

test("what an optimiser remembers can be put into another one", () => {
  const makes: ((w: Tensor) => Optimizer)[] = [
    (w) => new SGD([w], { lr: 0.1, momentum: 0.9 }),
    (w) => new Adam([w], { lr: 0.1, amsgrad: true }),
    (w) => new AdamW([w]),
  ];
  for (const make of makes) {
    const [a, b] = [leaf(1, 2), leaf(1, 2)];
    const first = make(a);
    for (let i = 1; i < 4; i++) step(first, a, i, -i);
    const second = make(b);
    second.loadStateDict(first.stateDict() as never);
    b.detach().copy_(a.detach());
    expect(step(second, b, 1, 1)).toEqual(step(first, a, 1, 1));
    // The copies are copies.
    expect(step(first, a, 1, 1)).toEqual(step(second, b, 1, 1));
  }
  const other = new SGD([leaf(1), leaf(2)]);
  expect(() => other.loadStateDict(new SGD([leaf(1)]).stateDict())).toThrow(
    "SGD: groups must have [2] parameters, got [1]",
  );
});

test("L-BFGS finds the lowest point of a valley, and goes on from step to step", () => {
  const w = tensor([-1.2, 1], { dtype: "float64", requiresGrad: true });
  const optimizer = new LBFGS([w], { maxIter: 10, lineSearchFn: "strong_wolfe" });
  const loss = () => {
    optimizer.zeroGrad();
    const [x, y] = [w.select(0, 0), w.select(0, 1)];
    const value = y.sub(x.square()).square().mul(100).add(x.neg().add(1).square());
    value.backward();
    return value;
  };
  const losses = Array.from({ length: 5 }, () => optimizer.step(loss).item());
  for (const [i, expected] of ROSENBROCK.entries()) {
    expect(Math.abs((losses[i] as number) - expected)).toBeLessThan(1e-9 * Math.max(1, expected));
  }
  for (const value of w.tolist() as number[]) expect(value).toBeCloseTo(1, 4);
});

test("a step computes its loss with gradients, even under noGrad, and returns it", () => {
  const w = leaf(1);
  const optimizer = new SGD([w], { lr: 0.5 });
  const loss = optimizer.step(() => {
    const value = w.mul(2).sum();
    value.backward();
    return value;
  });
  expect([loss?.item(), w.item()]).toEqual([2, 0]);
});

test("clipGradNorm measures all gradients together, and passes over what has none", () => {
  const [a, b, none] = [leaf(0), leaf(0), leaf(0)];
  [a.grad, b.grad] = [tensor([3]), tensor([4])];
  expect(clipGradNorm([a, b, none], 10).item()).toBe(5);
  expect([a.grad.item(), b.grad.item()]).toEqual([3, 4]);
  expect(clipGradNorm([a, b], 2.5, { normType: Number.POSITIVE_INFINITY }).item()).toBe(4);
  expect(a.grad.item()).toBeCloseTo(1.875, 5);
  expect(clipGradNorm([none], 1).item()).toBe(0);
  b.grad = tensor([Number.NaN]);
  expect(() => clipGradNorm([a, b], 1, { errorIfNonfinite: true })).toThrow("must be finite");
  expect(a.grad.item()).toBeCloseTo(1.875, 5);
});

const any = (value: unknown) => value as never;
const wrong: [call: string, run: () => unknown, message: string][] = [
  [
    "lr alone",
    () => new SGD([leaf(1)], any(0.1)),
    "SGD: options must be an object, such as { lr: 0.1 }, got number 0.1",
  ],
  [
    "a strange name",
    () => new SGD([leaf(1)], any({ learningRate: 1 })),
    'SGD: unknown option "learningRate"; known are lr, momentum',
  ],
  [
    "a strange name in a group",
    () => new Adam([any({ params: [leaf(1)], rate: 1 })]),
    'Adam: unknown option "rate"',
  ],
  [
    "text as lr",
    () => new SGD([leaf(1)], any({ lr: "0.1" })),
    'SGD: lr must be a number, got string "0.1"',
  ],
  ["a negative lr", () => new SGD([leaf(1)], { lr: -1 }), "SGD: lr must be at least 0, got -1"],
  [
    "no list",
    () => new SGD(any(leaf(1))),
    "SGD: params must be a list of tensors, such as net.parameters(), got a tensor",
  ],
  [
    "nothing",
    () => new SGD(any(undefined)),
    "SGD: params must be a list of tensors, such as net.parameters(), got undefined",
  ],
  ["an empty list", () => new SGD([]), "SGD: params must hold at least one parameter, got none"],
  ["numbers", () => new SGD(any([1])), "SGD: params must be tensors, got number 1"],
  [
    "a computed tensor",
    () => new SGD([leaf(1).mul(2)]),
    "SGD: params must be leaves, got one that was computed (MulBackward0)",
  ],
  [
    "one betas",
    () => new Adam([leaf(1)], any({ betas: [0.9] })),
    "Adam: betas must be two numbers, such as [0.9, 0.999], got 1 of them",
  ],
  [
    "a number as betas",
    () => new Adam([leaf(1)], any({ betas: 0.9 })),
    "Adam: betas must be two numbers, such as [0.9, 0.999], got number 0.9",
  ],
  [
    "betas too large",
    () => new AdamW([leaf(1)], { betas: [0.9, 1] }),
    "AdamW: betas must lie in [0, 1), got [0.9, 1]",
  ],
  [
    "Nesterov alone",
    () => new SGD([leaf(1)], { nesterov: true }),
    "SGD: nesterov must have momentum above 0 and dampening 0, got 0 and 0",
  ],
  [
    "two groups for L-BFGS",
    () => new LBFGS([{ params: [leaf(1)] }, { params: [leaf(2)] }]),
    "LBFGS: params must be one group, got several",
  ],
  [
    "L-BFGS without a closure",
    () => new LBFGS([leaf(1)]).step(any(undefined)),
    "LBFGS: step must be given a function that computes the loss, got undefined",
  ],
  [
    "a word as line search",
    () => new LBFGS([leaf(1)], any({ lineSearchFn: "wolfe" })),
    'LBFGS: lineSearchFn must be "strong_wolfe" or null, got string "wolfe"',
  ],
  [
    "no list to clip",
    () => clipGradNorm(any(3), 1),
    "clipGradNorm: parameters must be a list of tensors, such as net.parameters(), got number 3",
  ],
];

describe("a wrong call is refused in one sentence", () => {
  test.each(wrong)("%s", (_, run, message) => {
    expect(run).toThrow(message);
  });

  test("one parameter twice", () => {
    const w = zeros([1]);
    const message = "SGD: params must differ from each other, got one twice";
    expect(() => new SGD([w, w])).toThrow(message);
    expect(() => new SGD([{ params: [w] }, { params: [w] }])).toThrow(message);
  });
});

// torch 2.13's numbers.
test("LBFGS goes on with the other parameters where one has no number", () => {
  const w = tensor([5, -3, 1], { requiresGrad: true });
  const optimizer = new LBFGS([w], { maxIter: 4 });
  optimizer.step(() => {
    optimizer.zeroGrad();
    const loss = w
      .square()
      .mul(tensor([Number.NaN, 1, 2]))
      .sum();
    loss.backward();
    return loss;
  });
  expect(w.tolist()).toEqual([Number.NaN, -3, 81]);
});
