import { expect, test } from "vitest";
import { manualSeed } from "../../random/index.ts";
import { arange, equal, ones, randn, type Tensor, tensor } from "../../tensor/index.ts";
import { functional as F } from "../index.ts";
import { expectNear } from "../testing/near.ts";

const attend = F.scaledDotProductAttention;
const leaf = (values: number[][]) => tensor(values, { requiresGrad: true });
const open = tensor(
  [
    [true, true, false],
    [false, false, false],
    [false, true, true],
  ],
  { dtype: "bool" },
);

type Case = [
  options: Parameters<typeof attend<"float32">>[3],
  y: number[],
  gradients: [query: number[], key: number[], value: number[]],
];

// torch 2.13: y = F.scaled_dot_product_attention(q, k, v, …) after torch.manual_seed(1), then
// y.sum().backward(); q, k and v as below.
const TORCHS: Record<string, Case> = {
  plain: [
    {},
    [1.7040832, 2.32799888, 1.38676691],
    [
      [-0.514087915, 0.346180677, -0.263346195, -0.135481775, -0.399268299, 0.262525558],
      [-0.5073542, 0.135355234, 0.10135214, -0.398134351, 0.406001985, 0.262779325],
      [1.42798018, 1.14860499, 0.423414648],
    ],
  ],
  causal: [
    { isCausal: true },
    [1, 1.94419277, 1.38676691],
    [
      [0, 0, -0.0372594111, 0.0745188668, -0.399268299, 0.262525558],
      [-0.220597923, 0.146079108, 0.041927591, 0.0325912647, 0.178670362, -0.178670362],
      [1.86242366, 1.04088449, 0.0966917276],
    ],
  ],
  "a mask with a closed row": [
    { attnMask: open },
    [1.33023834, 0, 3],
    [
      [-0.15639855, 0.312797308, 0, 0, -0.353553414, -0.353553414],
      [-0.15639855, 0, -0.197154775, 0.353553414, 0.353553414, -0.353553414],
      [0.669761539, 0.830238461, 0.5],
    ],
  ],
  "a mask of numbers": [
    { attnMask: open.to("float32").mul(0.5) as Tensor<"float32"> },
    [1.57020831, 2.32799888, 1.56659102],
    [
      [-0.400206, 0.33711502, -0.263346195, -0.135481775, -0.530871212, 0.330550939],
      [-0.5329144, 0.201898083, 0.134751573, -0.399617046, 0.398162812, 0.197719261],
      [1.37165332, 1.2101208, 0.418225825],
    ],
  ],
  "a negative scale": [
    { scale: -2 },
    [3.71775031, 1.05427015, 2.99752474],
    [
      [0.575610876, 0.316724449, 0.212483108, -0.107176028, 1.00617957, 0.991346657],
      [0.0912405699, 0.208160669, 1.39931011, -0.997535825, -1.49054992, 0.789374053],
      [0.99880445, 0.617020905, 1.3841747],
    ],
  ],
  dropout: [
    { dropoutP: 0.5 },
    [3.40816641, 1.58432615, 1.61323297],
    [
      [-1.02817583, 0.692361355, -0.833607495, -0.873629868, 0.330896944, -0.330896825],
      [-0.352914542, -0.193916351, 0.00855013542, -1.61027908, 0.344364345, 1.80419552],
      [2.85596037, 0.56799078, 0.65344584],
    ],
  ],
  "dropout and a mask": [
    { dropoutP: 0.5, attnMask: open },
    [2.66047668, 0, 0],
    [
      [-0.312797099, 0.625594616, 0, 0, 0, 0],
      [-0.312797099, 0, 0.312797248, 0, 0, 0],
      [1.33952308, 0.660476863, 0],
    ],
  ],
};

for (const [name, [options, y, gradients]] of Object.entries(TORCHS)) {
  test(`attention with ${name} is torch's, and its gradients`, () => {
    const parts = [
      leaf([
        [1, 0],
        [0, 2],
        [1, -1],
      ]),
      leaf([
        [1, 1],
        [0, 3],
        [-1, 2],
      ]),
      leaf([[1], [2], [4]]),
    ] as const;
    manualSeed(1);
    const result = attend(...parts, options);
    expectNear(result, y);
    expect(result.gradFn?.name).toBe("MmBackward0");
    result.sum().backward();
    for (const [i, part] of parts.entries()) expectNear(part.grad, gradients[i], 5e-6);
  });
}

test("batches broadcast, and dropout draws what F.dropout of the weights draws", () => {
  const [query, key] = [randn([2, 1, 3, 4]), randn([1, 2, 5, 4])];
  const value = ones([2, 2, 5, 5]);
  expect(attend(query, key, value).shape).toEqual([2, 2, 3, 5]);
  const identity = arange(5).unsqueeze(1).eq(arange(5)).to("float32").expand([2, 2, 5, 5]);
  const weights = attend(query, key, identity as Tensor<"float32">);
  manualSeed(2);
  const dropped = attend(query, key, identity as Tensor<"float32">, { dropoutP: 0.3 });
  manualSeed(2);
  expect(equal(dropped, F.dropout(weights, { p: 0.3 }))).toBe(true);
});

test("it drops whether or not anything trains, and not without a probability", () => {
  const x = ones([8, 8]);
  expect(attend(x, x, x, { dropoutP: 0.9 }).tolist()).not.toEqual(attend(x, x, x).tolist());
  expect(attend(x, x, x, { dropoutP: 1 }).tolist()).toEqual(x.mul(0).tolist());
  expect(attend(ones([0, 2]), ones([0, 2]), ones([0, 2])).shape).toEqual([0, 2]);
});

test("what does not fit is refused in one sentence", () => {
  const x = ones([3, 4]);
  const any = (value: unknown) => value as never;
  const calls: [run: () => unknown, message: string][] = [
    [() => attend(x, x, x, { attnMask: open, isCausal: true }), "Explicit attn_mask should not"],
    [() => attend(x, x, x, { dropoutP: 1.5 }), "has to be between 0 and 1, but got 1.5"],
    [() => attend(x, x, x, any({ p: 0.1 })), 'unknown option "p"; known are attnMask, dropoutP'],
    [
      () => attend(x, x, x, { attnMask: any(arange(3)) }),
      "attnMask must be bool or float32, got in",
    ],
    [() => attend(x, x, x, { attnMask: any([true]) }), "attnMask: must be a tensor, got a list"],
    [
      () => attend(x, x, x, { attnMask: any(ones([2, 3, 3])) }),
      "must broadcast to [3, 3], got [2, 3, 3]",
    ],
    [() => attend(x, any(arange(3)), x), "key: must be float32 or float64, got int64"],
    [() => attend(x, any(x.to("float64")), x), "key must be float32 as query, got float64"],
    [() => attend(x, ones([3]), x), "key must have at least 2 dimensions, got 1"],
    [() => attend(x, ones([3, 5]), x), "must have the same last length, got [3, 4] and [3, 5]"],
    [() => attend(x, x, ones([2, 4])), "key and value must be equally many, got [3, 4] and [2, 4]"],
    [() => attend(any(1), x, x), "query: must be a tensor, got number 1"],
  ];
  for (const [run, message] of calls) expect(run).toThrow(message);
});
