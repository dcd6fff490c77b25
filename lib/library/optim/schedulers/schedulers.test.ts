import { describe, expect, test } from "vitest";
import { zeros } from "../../tensor/index.ts";
import {
  CosineAnnealingLR,
  ExponentialLR,
  LambdaLR,
  LinearLR,
  type LRScheduler,
  MultiStepLR,
  ReduceLROnPlateau,
  SGD,
  StepLR,
} from "../index.ts";

const parameter = () => {
  const w = zeros([1]);
  w.requiresGrad = true;
  return w;
};
const sgd = (...rates: number[]) => new SGD(rates.map((lr) => ({ params: [parameter()], lr })));
type Optimizer = ReturnType<typeof sgd>;

/** torch's, for 3 epochs down to 0.01. */
const COSINE = [
  0.3, 0.22749999999999998, 0.08250000000000002, 0.01, 0.08249999999999998, 0.22750000000000015,
  0.30000000000000016, 0.22750000000000017, 0.08250000000000014,
];

/** The first rate, and those after each step. */
function ratesOf(make: (optimizer: Optimizer) => LRScheduler, steps: number): number[] {
  const optimizer = sgd(0.3);
  const scheduler = make(optimizer);
  const rate = () => optimizer.paramGroups[0]?.lr as number;
  const rates = [rate()];
  for (let i = 0; i < steps; i++) {
    scheduler.step();
    rates.push(rate());
  }
  return rates;
}

// torch 2.13's rates, from 0.3 on.
const EXPECTED: [name: string, make: (optimizer: Optimizer) => LRScheduler, rates: number[]][] = [
  ["StepLR", (optimizer) => new StepLR(optimizer, 2), [0.3, 0.3, 0.03, 0.03, 0.003, 0.003]],
  [
    "MultiStepLR",
    (optimizer) => new MultiStepLR(optimizer, [1, 3, 3], { gamma: 0.7 }),
    [0.3, 0.21, 0.21, 0.10289999999999998, 0.10289999999999998],
  ],
  [
    "ExponentialLR",
    (optimizer) => new ExponentialLR(optimizer, 0.9),
    [0.3, 0.27, 0.24300000000000002, 0.21870000000000003, 0.19683000000000003],
  ],
  [
    "LinearLR",
    (optimizer) => new LinearLR(optimizer, { totalIters: 3 }),
    [0.09999999999999999, 0.16666666666666666, 0.2333333333333333, 0.3, 0.3],
  ],
  [
    "LinearLR down",
    (optimizer) => new LinearLR(optimizer, { startFactor: 1, endFactor: 0.1 }),
    [0.3, 0.246, 0.192, 0.138, 0.08400000000000002, 0.030000000000000002, 0.030000000000000002],
  ],
  [
    "LambdaLR",
    (optimizer) => new LambdaLR(optimizer, (epoch) => 1 / (epoch + 1)),
    [0.3, 0.15, 0.09999999999999999, 0.075],
  ],
];

describe("rates are torch's to the last bit", () => {
  test.each(EXPECTED)("%s", (_, make, rates) => {
    expect(ratesOf(make, rates.length - 1)).toEqual(rates);
  });
});

test("the cosine's rates are torch's to 1e-14, since engines differ in cosines", () => {
  const rates = ratesOf((optimizer) => new CosineAnnealingLR(optimizer, 3, { etaMin: 0.01 }), 8);
  for (const [i, expected] of COSINE.entries()) {
    expect(Math.abs((rates[i] as number) - expected)).toBeLessThan(1e-14);
  }
});

test("schedulers of one optimiser work together, on all groups", () => {
  const optimizer = sgd(8, 4);
  const schedulers = [new ExponentialLR(optimizer, 0.5), new StepLR(optimizer, 2, { gamma: 0.25 })];
  for (let i = 0; i < 2; i++) for (const scheduler of schedulers) scheduler.step();
  expect(optimizer.paramGroups.map(({ lr }) => lr)).toEqual([0.5, 0.25]);
  expect(schedulers[0]?.getLastLr()).toEqual([0.5, 0.25]);
});

test("a plateau lowers the rate, but not below the least, and not while it cools down", () => {
  const optimizer = sgd(8);
  const options = { factor: 0.5, patience: 0, cooldown: 2, minLr: 3, mode: "max" } as const;
  const scheduler = new ReduceLROnPlateau(optimizer, options);
  const rates = [1, 1, 1, 1, 1, 1].map((score) => {
    scheduler.step(score);
    return optimizer.paramGroups[0]?.lr;
  });
  expect(rates).toEqual([8, 4, 4, 4, 3, 3]);
});

test("a schedule goes on where another one ended", () => {
  const optimizer = sgd(8);
  const first = new StepLR(optimizer, 2, { gamma: 0.5 });
  first.step();
  const second = new StepLR(optimizer, 2, { gamma: 0.5, lastEpoch: first.lastEpoch - 1 });
  second.step();
  expect([second.lastEpoch, optimizer.paramGroups[0]?.lr]).toEqual([2, 4]);
});

const any = (value: unknown) => value as never;
const wrong: [call: string, run: () => unknown, message: string][] = [
  [
    "no optimiser",
    () => new StepLR(any({}), 1),
    "StepLR: optimizer must be an optimizer, such as SGD, got an object",
  ],
  [
    "options as step size",
    () => new StepLR(sgd(1), any({ stepSize: 2 })),
    "StepLR: stepSize must be a number, got an object",
  ],
  [
    "a strange name",
    () => new LinearLR(sgd(1), any({ start_factor: 1 })),
    'LinearLR: unknown option "start_factor"',
  ],
  [
    "a factor beyond 1",
    () => new LinearLR(sgd(1), { startFactor: 2 }),
    "LinearLR: startFactor must lie in (0, 1], got 2",
  ],
  [
    "a number as milestones",
    () => new MultiStepLR(sgd(1), any(3)),
    "MultiStepLR: milestones must be a list of epochs, such as [30, 80], got number 3",
  ],
  [
    "no function",
    () => new LambdaLR(sgd(1), any(0.5)),
    "LambdaLR: factor must be a function of the epoch, got number 0.5",
  ],
  [
    "too few functions",
    () => new LambdaLR(sgd(1, 2), [() => 1]),
    "LambdaLR: factor must be one function or 2, one a group, got 1",
  ],
  [
    "a strange mode",
    () => new ReduceLROnPlateau(sgd(1), any({ mode: "least" })),
    'ReduceLROnPlateau: mode must be one of "min", "max", got string "least"',
  ],
  [
    "no measure",
    () => new ReduceLROnPlateau(sgd(1)).step(any(undefined)),
    "ReduceLROnPlateau: metric must be a number, got undefined",
  ],
  [
    "going on without a beginning",
    () => new StepLR(sgd(1), 2, { lastEpoch: 3 }),
    "StepLR: lastEpoch must be -1 for an optimizer without initialLr",
  ],
];

test.each(wrong)("%s is refused in one sentence", (_, run, message) => {
  expect(run).toThrow(message);
});
