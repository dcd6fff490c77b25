import { describe, expect, test, vi } from "vitest";
import { ones, type Tensor, tensor, zeros } from "../../tensor/index.ts";
import { BCEWithLogitsLoss, CrossEntropyLoss, functional as F, MSELoss } from "../index.ts";

const labels = (...values: number[]) => tensor(values, { dtype: "int64" });

test("the cross-entropy of equal logits is the logarithm of the number of classes", () => {
  const loss = F.crossEntropy(zeros([3, 8]), labels(0, 5, 7));
  expect(loss.item()).toBe(Math.fround(Math.log(8)));
});

test("it can be averaged, added up or left as it is", () => {
  const logits = tensor([
    [1, 2, 3],
    [3, 0, 0],
  ]);
  const each = F.crossEntropy(logits, labels(2, 1), { reduction: "none" });
  const expected = [Math.log(1 + Math.exp(-1) + Math.exp(-2)), Math.log(Math.exp(3) + 2)];
  for (const [i, value] of (each.tolist() as number[]).entries()) {
    expect(value).toBeCloseTo(expected[i] as number, 6);
  }
  const [a = 0, b = 0] = expected;
  expect(F.crossEntropy(logits, labels(2, 1), { reduction: "sum" }).item()).toBeCloseTo(a + b, 6);
  expect(F.crossEntropy(logits, labels(2, 1)).item()).toBeCloseTo((a + b) / 2, 6);
});

test("the gradient of a row is weighed by what comes back to its loss", () => {
  const logits = zeros([2, 2]);
  logits.requiresGrad = true;
  const each = F.crossEntropy(logits, labels(0, 1), { reduction: "none" });
  each
    .mul(tensor([1, 10]))
    .sum()
    .backward(undefined, { retainGraph: true });
  expect(logits.grad?.tolist()).toEqual([
    [-0.5, 0.5],
    [5, -5],
  ]);
  // The graph can be used again: nothing it holds has been changed.
  each.sum().backward();
  expect(logits.grad?.tolist()).toEqual([
    [-1, 1],
    [5.5, -5.5],
  ]);
});

test("huge logits do not overflow", () => {
  const logits = tensor([[1000, 0, -1000]]);
  expect(F.crossEntropy(logits, labels(1)).item()).toBe(1000);
  expect(F.logSoftmax(logits).tolist()).toEqual([[0, -1000, -2000]]);
  expect(F.softmax(logits).tolist()).toEqual([[1, 0, 0]]);
});

test("softmax runs along any dimension", () => {
  const x = ones([2, 3, 4]);
  for (const dim of [0, 1, -1]) {
    const { [dim < 0 ? 2 : dim]: length = 0 } = x.shape;
    expect((F.softmax(x, dim) as Tensor).at(0, 0, 0).item()).toBeCloseTo(1 / length, 6);
    expect(F.logSoftmax(x, dim).at(1, 1, 1).item()).toBeCloseTo(-Math.log(length), 6);
  }
});

test("labels that are no classes, and shapes that do not fit, are refused", () => {
  expect(() => F.crossEntropy(ones([1, 3]), labels(3))).toThrow("in [0, 2], got 3");
  expect(() => F.crossEntropy(ones([1, 3]), labels(-1))).toThrow("got -1");
  expect(() => F.crossEntropy(ones([2, 3]), labels(1))).toThrow(
    "crossEntropy: target must be int64 labels of shape [2], or probabilities of shape [2, 3], got int64 of shape [1]",
  );
  expect(() => F.crossEntropy(ones([3]), labels(1))).toThrow("labels of shape []");
  expect(() => F.nllLoss(ones([2, 3, 4]), labels(1))).toThrow("labels of shape [2, 4], got");
});

test("softmax and its logarithm are row-major whatever their input is, as in torch", () => {
  const x = tensor([
    [1, 2, 3],
    [4, 5, 7],
  ]).t();
  for (const operation of [F.softmax, F.logSoftmax]) {
    expect(operation(x, 0).isContiguous()).toBe(true);
    expect(operation(x, 0).tolist()).toEqual(operation(x.contiguous(), 0).tolist());
  }
});

// The numbers below are torch's.
const logits = () =>
  tensor(
    [
      [1, -2, 0.5],
      [0, 3, -1],
    ],
    { dtype: "float64", requiresGrad: true },
  );
const near = (x: Tensor | undefined, expected: readonly number[]) => {
  const found = Array.from((x as Tensor).data, Number);
  expect(found.length).toBe(expected.length);
  for (const [i, value] of expected.entries()) expect(found[i]).toBeCloseTo(value, 12);
};

const probabilities = () =>
  tensor(
    [
      [0.2, 0.3, 0.5],
      [1, 0, 0],
    ],
    { dtype: "float64", requiresGrad: true },
  );
type Double = Tensor<"float64">;
const losses: [
  name: string,
  loss: (x: Double, t: Double) => Double,
  value: number,
  x: number[],
  target: number[],
][] = [
  [
    "crossEntropy with weights",
    (x) => F.crossEntropy(x, labels(0, 2), { weight: tensor([1, 2, 0.5], { dtype: "float64" }) }),
    1.6916925694806653,
    [
      -0.26416740256758275, 0.020039258379716013, 0.2441281441878668, 0.01553754085932463,
      0.3120798506255019, -0.3276173914848265,
    ],
    [],
  ],
  [
    "crossEntropy with smoothing",
    (x) =>
      F.crossEntropy(x, labels(0, 2), {
        labelSmoothing: 0.2,
        weight: tensor([1, 2, 0.5], { dtype: "float64" }),
      }),
    1.9420955143111542,
    [
      -0.16186187154205772, -0.06818165522984901, 0.23004352677190681, -0.024763559355966584,
      0.3064122552367468, -0.28164869588078023,
    ],
    [],
  ],
  [
    "crossEntropy of probabilities",
    (x, t) => F.crossEntropy(x, t, { labelSmoothing: 0.2 }),
    2.2952404030498563,
    [
      0.18854111474097957, -0.1383038895485463, -0.05023722519243323, -0.4100270220443464,
      0.43478644260491955, -0.02475942056057314,
    ],
    [
      0.20183876093691341, 1.4018387609369134, 0.4018387609369134, 1.2263535615029717,
      0.026353561502971648, 1.6263535615029718,
    ],
  ],
  [
    "crossEntropy of three dimensions",
    (x) => F.crossEntropy(x.reshape([1, 3, 2]), labels(0, 2).unsqueeze(0), { reduction: "sum" }),
    3.604340061363997,
    [
      -0.8888343776975789, 0.09003057317038043, 0.06742535823245292, 0.6652409557748218,
      0.8214090194651259, -0.7552715289452023,
    ],
    [],
  ],
  [
    "nllLoss",
    (x) => F.nllLoss(x, labels(0, 2), { weight: tensor([1, 2, 0.5], { dtype: "float64" }) }),
    -0.3333333333333333,
    [-0.6666666666666666, 0.0, 0.0, 0.0, 0.0, -0.3333333333333333],
    [],
  ],
  [
    "binaryCrossEntropyWithLogits",
    (x, t) =>
      F.binaryCrossEntropyWithLogits(x, t, {
        weight: tensor([1, 2, 0.5], { dtype: "float64" }),
        posWeight: tensor([3]),
      }),
    2.362843345104927,
    [
      0.07058033501366782, -0.23642510825487062, -0.021256778133024234, -0.25, 0.31752470894081114,
      0.02241178511416626,
    ],
    [
      -0.06224610416059236, 2.0846186740286488, 0.03734616403001778, 0.2310490601866484,
      -0.9676084322841719, 0.3022102812530371,
    ],
  ],
  [
    "binaryCrossEntropy",
    (x, t) =>
      F.binaryCrossEntropy(x.sigmoid(), t, {
        weight: tensor([1, 2, 0.5], { dtype: "float64" }),
        reduction: "sum",
      }),
    9.87610892916077,
    [
      0.5310585786300049, -0.36159415595576494, 0.0612296656009273, -0.5, 1.9051482536448667,
      0.13447071068499755,
    ],
    [-1.0, 4.0, -0.25000000000000006, -0.0, -6.000000000000006, 0.5000000000000001],
  ],
  [
    "klDiv",
    (x, t) => F.klDiv(x, t.clamp(0.1, 1), { reduction: "batchmean" }),
    -0.7700850163316915,
    [-0.1, -0.15, -0.25, -0.5, -0.05, -0.05],
    [-0.8047189562170501, 0.8980135978370319, -0.09657359027997264, 0.5, 0.0, 0.0],
  ],
  [
    "klDiv of logarithms",
    (x, t) => F.klDiv(x, t, { reduction: "sum", logTarget: true }),
    2.845834879355716,
    [-1.2214027581601699, -1.3498588075760032, -1.6487212707001282, -Math.E, -1.0, -1.0],
    [0.24428055163203388, 4.454534065000811, 1.6487212707001282, 5.43656365691809, -2.0, 2.0],
  ],
  [
    "mseLoss",
    (x, t) => F.mseLoss(x, t),
    2.8216666666666668,
    [0.26666666666666666, -0.7666666666666666, 0.0, -0.3333333333333333, 1.0, -0.3333333333333333],
    [-0.26666666666666666, 0.7666666666666666, 0.0, 0.3333333333333333, -1.0, 0.3333333333333333],
  ],
  [
    "l1Loss",
    (x, t) => F.l1Loss(x, t, { reduction: "sum" }),
    8.1,
    [1.0, -1.0, 0.0, -1.0, 1.0, -1.0],
    [-1.0, 1.0, -0.0, 1.0, -1.0, 1.0],
  ],
  [
    "huberLoss",
    (x, t) => F.huberLoss(x, t, { delta: 0.7 }),
    0.7408333333333332,
    [
      0.11666666666666665, -0.11666666666666665, 0.0, -0.11666666666666665, 0.11666666666666665,
      -0.11666666666666665,
    ],
    [
      -0.11666666666666665, 0.11666666666666665, 0.0, 0.11666666666666665, -0.11666666666666665,
      0.11666666666666665,
    ],
  ],
  [
    "smoothL1Loss",
    (x, t) => F.smoothL1Loss(x, t, { beta: 0.7 }),
    1.0583333333333333,
    [
      0.16666666666666666, -0.16666666666666666, 0.0, -0.16666666666666666, 0.16666666666666666,
      -0.16666666666666666,
    ],
    [
      -0.16666666666666666, 0.16666666666666666, 0.0, 0.16666666666666666, -0.16666666666666666,
      0.16666666666666666,
    ],
  ],
];

describe("values and gradients are torch's to 1e-12", () => {
  test.each(losses)("%s", (_, loss, value, ofX, ofTarget) => {
    const [x, target] = [logits(), probabilities()];
    const found = loss(x, target);
    found.backward();
    near(found.detach(), [value]);
    near(x.grad, ofX);
    if (ofTarget.length > 0) near(target.grad, ofTarget);
  });
});

test("labels that are ignored have no loss and do not count", () => {
  const x = logits();
  const options = { ignoreIndex: 1 } as const;
  F.crossEntropy(x, labels(0, 1), options).backward();
  near(x.grad?.select(0, 1), [0, 0, 0]);
  const one = F.crossEntropy(logits().slice(0, 1), labels(0));
  expect(F.crossEntropy(logits(), labels(0, 1), options).item()).toBe(one.item());
  const none = F.crossEntropy(logits(), labels(1, 1), { ...options, reduction: "none" });
  expect(none.tolist()).toEqual([0, 0]);
});

test("a batch of which nothing counts has the mean NaN, and its gradient is 0", () => {
  for (const labelSmoothing of [0, 0.1]) {
    const x = logits();
    const loss = F.crossEntropy(x, labels(-100, -100), { labelSmoothing });
    loss.backward();
    expect(loss.item()).toBeNaN();
    near(x.grad, [0, 0, 0, 0, 0, 0]);
  }
  expect(F.crossEntropy(zeros([0, 3]), labels()).item()).toBeNaN();
  expect(F.crossEntropy(zeros([0, 3]), labels(), { reduction: "sum" }).item()).toBe(0);
  for (const loss of [F.mseLoss, F.l1Loss, F.huberLoss, F.binaryCrossEntropy]) {
    expect(loss(zeros([0]), zeros([0])).item()).toBeNaN();
  }
});

test("a probability of 0 or 1 costs at most 100", () => {
  expect(F.binaryCrossEntropy(tensor([0, 1]), tensor([1, 0])).item()).toBe(100);
});

test("modules of losses give what the functions give, and their weights are state", () => {
  const weight = tensor([1, 2, 3], { dtype: "float64" });
  const loss = new CrossEntropyLoss({ weight, labelSmoothing: 0.1, reduction: "sum" });
  const same = F.crossEntropy(logits(), labels(0, 2), {
    weight,
    labelSmoothing: 0.1,
    reduction: "sum",
  });
  expect(loss.forward(logits(), labels(0, 2)).item()).toBe(same.item());
  expect(Object.keys(loss.stateDict())).toEqual(["weight"]);
  expect(Object.keys(new BCEWithLogitsLoss({ posWeight: weight }).stateDict())).toEqual([
    "posWeight",
  ]);
  expect(String(new MSELoss())).toBe("MSELoss()");
});

test("shapes that differ warn once", () => {
  const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
  for (let i = 0; i < 2; i++) F.huberLoss(zeros([2, 7]), zeros([7]));
  expect(warn.mock.calls).toEqual([
    [expect.stringContaining("target size ([7]) that is different to the input size ([2, 7])")],
  ]);
  warn.mockRestore();
});
