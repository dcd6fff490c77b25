import { expect, test } from "vitest";
import { arange, noGrad, ones, randn, type Tensor, tensor } from "../../tensor/index.ts";
import { BatchNorm1d, functional as F, LayerNorm } from "../index.ts";
import { expectNear } from "../testing/near.ts";

const X = [
  [1, 10, -2],
  [3, 20, -2],
  [4, -30, 1],
  [0, 5, 1],
];
const G = [
  [1, -1, 2],
  [0, 1, 1],
  [0.5, 2, -1],
  [3, 0, 1],
];

function set<T extends BatchNorm1d | LayerNorm>(layer: T): T {
  noGrad(() => {
    layer.weight?.copy_(tensor([1, 2, 0.5]));
    layer.bias?.copy_(tensor([0, -1, 1]));
  });
  return layer;
}

const input = () => tensor(X, { requiresGrad: true });

// torch 2.13: nn.BatchNorm1d(3) with these weights and biases, in training and then in evaluation.
test("batch norm, its gradients and its running values are torch's", () => {
  const norm = set(new BatchNorm1d(3));
  const x = input();
  const y = norm.forward(x);
  expectNear(y, [
    [-0.632454276, -0.0707874149, 0.500001073],
    [0.632454276, 0.99116981, 0.500001073],
    [1.26490855, -4.31861639, 1.49999881],
    [-1.26490855, -0.60176605, 1.49999881],
  ]);
  expect(y.gradFn?.name).toBe("NativeBatchNormBackward0");
  y.backward(tensor(G));
  expectNear(
    x.grad,
    [
      [-0.458527863, -0.124908634, 0.166667417],
      [-0.332039982, 0.126779914, -0.166665182],
      [0.36365822, 0.0364901833, -0.333333701],
      [0.426909626, -0.0383614525, 0.333331496],
    ],
    5e-6,
  );
  expectNear(norm.weight?.grad, [-3.79472566, -2.78763771, -2.99999332]);
  expectNear(norm.bias?.grad, [4.5, 2, 3]);
  expectNear(norm.runningMean, [0.200000003, 0.125, -0.0500000007]);
  expectNear(norm.runningVar, [1.23333335, 48.1916656, 1.19999993]);
  expect(norm.numBatchesTracked?.item()).toBe(1);

  norm.eval().zeroGrad();
  const again = input();
  const evaluated = norm.forward(again);
  expectNear(evaluated, [
    [0.720357299, 1.84499228, 0.109954536],
    [2.52125072, 4.72599697, 0.109954536],
    [3.42169738, -9.6790266, 1.4792552],
    [-0.18008934, 0.404489875, 1.4792552],
  ]);
  evaluated.backward(tensor(G));
  expectNear(again.grad, [
    [0.900446653, -0.288100481, 0.912867129],
    [0, 0.288100481, 0.456433564],
    [0.450223327, 0.576200962, -0.456433564],
    [2.70133996, 0, 0.456433564],
  ]);
  expectNear(norm.weight?.grad, [1.89093792, -7.23852444, -5.3402729]);
  expect(norm.numBatchesTracked?.item()).toBe(1);
});

// torch 2.13: nn.BatchNorm1d(2, momentum=None) after two batches of [2, 2, 2].
test("batch norm without momentum averages over all batches, and takes [N, C, L]", () => {
  const norm = new BatchNorm1d(2, { momentum: null });
  const x = arange(8).to("float32").reshape([2, 2, 2]);
  norm.forward(x);
  norm.forward(x.mul(3) as Tensor<"float32">);
  expectNear(norm.runningMean, [5, 9]);
  expectNear(norm.runningVar, [28.333334, 28.333334]);
});

// torch 2.13: reset_running_stats(), then momentum = None and the two batches of the test above.
test("batch norm forgets what it remembered, and then averages anew", () => {
  const norm = new BatchNorm1d(2);
  const x = arange(8).to("float32").reshape([2, 2, 2]);
  for (let i = 0; i < 3; i++) norm.forward(x.mul(7) as Tensor<"float32">);
  norm.resetRunningStats();
  expect(norm.buffers().map((buffer) => buffer.tolist())).toEqual([[0, 0], [1, 1], 0]);
  norm.momentum = null;
  norm.forward(x);
  norm.forward(x.mul(3) as Tensor<"float32">);
  expectNear(norm.runningMean, [5, 9]);
  expectNear(norm.runningVar, [28.333334, 28.333334]);
  expect(() => new BatchNorm1d(2, { trackRunningStats: false }).resetRunningStats()).not.toThrow();
});

test("batch norm without running values uses the batch in evaluation too", () => {
  const norm = new BatchNorm1d(2, { trackRunningStats: false }).eval();
  // torch's, likewise.
  expectNear(
    norm.forward(
      tensor([
        [1, 2],
        [3, 5],
      ]),
    ),
    [
      [-0.999994993, -0.999997854],
      [0.999994993, 0.999997735],
    ],
  );
  expect(norm.buffers()).toEqual([]);
});

test("batch norm's state has torch's names, and buffers are no parameters", () => {
  const norm = new BatchNorm1d(3);
  const names = ["weight", "bias", "running_mean", "running_var", "num_batches_tracked"];
  expect(Object.keys(norm.stateDict())).toEqual(names);
  expect(norm.namedParameters().map(([name]) => name)).toEqual(["weight", "bias"]);
  expect(norm.stateDict().num_batches_tracked?.dtype).toBe("int64");
  const other = new BatchNorm1d(3);
  norm.forward(tensor(X));
  other.loadStateDict(norm.stateDict());
  expect(other.runningVar?.tolist()).toEqual(norm.runningVar?.tolist());
});

// torch 2.13: nn.LayerNorm(3) with these weights and biases.
test("layer norm and its gradients are torch's", () => {
  const norm = set(new LayerNorm(3));
  const x = input();
  const y = norm.forward(x);
  expectNear(y, [
    [-0.392232209, 1.7456255, 0.509709716],
    [-0.424795389, 1.76116991, 0.522105217],
    [0.802453876, -3.8194325, 1.30363119],
    [-0.925819099, 1.77745724, 0.76854521],
  ]);
  expect(y.gradFn?.name).toBe("NativeLayerNormBackward0");
  y.backward(tensor(G));
  expectNear(x.grad, [
    [0.0905151665, -0.0226288885, -0.0678862557],
    [-0.0541640744, 0.0123100188, 0.0418540537],
    [0.0422180369, 0.00408562273, -0.0463036597],
    [0.418823838, 0.104704261, -0.523528218],
  ]);
  expectNear(norm.weight?.grad, [-2.76846242, -2.81166029, -3.98712254]);
  expectNear(norm.bias?.grad, [4.5, 2, 3]);
});

test("gradients agree with differences, in float64 and any order of memory", () => {
  const x = randn([3, 4, 2], { dtype: "float64" });
  const weight = randn([4], { dtype: "float64" });
  const g = randn([3, 4, 2], { dtype: "float64" });
  const runs: ((x: Tensor<"float64">) => Tensor<"float64">)[] = [
    (x) => F.batchNorm(x, { training: true, weight }),
    (x) => F.layerNorm(x.transpose(1, 2) as typeof x, [4], { weight }).transpose(1, 2) as typeof x,
    (x) => F.layerNorm(x, [4, 2]),
  ];
  const value = (run: (typeof runs)[number], x: Tensor) =>
    noGrad(() =>
      run(x as Tensor<"float64">)
        .mul(g)
        .sum()
        .item(),
    ) as number;
  for (const run of runs) {
    const leaf = x.clone();
    leaf.requiresGrad = true;
    run(leaf).mul(g).sum().backward();
    for (const at of [0, 7, 23]) {
      const step = arange(24).eq(at).to("float64").reshape([3, 4, 2]).mul(1e-5);
      const slope = (value(run, x.add(step)) - value(run, x.sub(step))) / 2e-5;
      expect(leaf.grad?.flatten().at(at).item()).toBeCloseTo(slope, 7);
    }
  }
});

test("both print as torch prints them", () => {
  const printed = [
    [
      new BatchNorm1d(2),
      "2, eps=1e-05, momentum=0.1, affine=True, bias=True, track_running_stats=True",
    ],
    [
      new BatchNorm1d(3, { momentum: null, affine: false }),
      "3, eps=1e-05, momentum=None, affine=False, bias=False, track_running_stats=True",
    ],
    [new LayerNorm(3), "(3,), eps=1e-05, elementwise_affine=True, bias=True"],
    [
      new LayerNorm([3, 2], { bias: false }),
      "(3, 2), eps=1e-05, elementwise_affine=True, bias=False",
    ],
    [
      new LayerNorm(3, { elementwiseAffine: false, eps: 0.5 }),
      "(3,), eps=0.5, elementwise_affine=False, bias=False",
    ],
  ] as const;
  for (const [module, text] of printed) {
    expect(String(module)).toBe(`${module.constructor.name}(${text})`);
  }
});

test("wrong shapes and kinds are refused, and nothing moves", () => {
  const norm = new BatchNorm1d(3);
  // torch's words.
  expect(() => norm.forward(ones([1, 3]))).toThrow(
    "Expected more than 1 value per channel when training, got input size torch.Size([1, 3])",
  );
  expect(() => norm.forward(ones([3]))).toThrow("expected 2D or 3D input (got 1D input)");
  expect(() => norm.forward(ones([2, 4]))).toThrow("should contain 4 elements not 3");
  expect(() => norm.forward(ones([2, 3], { dtype: "float64" }) as never)).toThrow(
    "must be float32 as the weights, got float64",
  );
  expect(norm.runningVar?.tolist()).toEqual([1, 1, 1]);
  expect(norm.eval().forward(ones([1, 3])).shape).toEqual([1, 3]);
  expect(() => F.batchNorm(ones([2, 3]))).toThrow("Expected running_mean and running_var");
  expect(() => new LayerNorm(3).forward(ones([2, 4]))).toThrow(
    "given normalized_shape=[3], expected input with shape [*, 3], but got input of size [2, 4]",
  );
  expect(() => new LayerNorm("3" as never)).toThrow("normalizedShape must be a list of lengths");
  expect(() => new BatchNorm1d(2, { eps: 1, ema: 2 } as never)).toThrow('unknown option "ema"');
});

test("an empty batch is passed on, and moves no running value", () => {
  const norm = new BatchNorm1d(3);
  norm.forward(tensor(X));
  const before = norm.buffers().map((buffer) => buffer.tolist());
  const y = norm.forward(tensor([[1, 2, 3]]).slice(0, 0));
  expect(y.shape).toEqual([0, 3]);
  // torch's.
  expect(y.gradFn?.name).toBe("AddBackward0");
  const [mean, variance] = norm.buffers().map((buffer) => buffer.tolist());
  expect([mean, variance]).toEqual(before.slice(0, 2));
});
