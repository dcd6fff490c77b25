import { expect, test } from "vitest";
import { Generator } from "../../random/index.ts";
import { arange, ones, randint } from "../../tensor/index.ts";
import { DataLoader } from "../../training/index.ts";
import { Linear } from "../index.ts";

test("a linear layer is x Wᵀ + b", () => {
  const layer = new Linear(3, 2, { generator: new Generator(1) });
  const y = layer.forward(ones([4, 3]));
  expect(y.shape).toEqual([4, 2]);
  expect(y.at(2).tolist()).toEqual(
    layer.weight
      .t()
      .sum(0)
      .add(layer.bias ?? 0)
      .tolist(),
  );
  expect(new Linear(3, 2, { bias: false }).bias).toBeUndefined();
  expect(new Linear(0, 2).bias?.tolist()).toEqual([0, 0]);
});

test("initial weights and biases lie within 1/√inputs, and fill that range", () => {
  const { weight, bias } = new Linear(100, 200, { generator: new Generator(2) });
  for (const x of [weight, bias ?? ones([1])]) {
    expect(x.abs().max().item()).toBeLessThanOrEqual(Math.fround(0.1));
    expect(x.abs().max().item()).toBeGreaterThan(0.097);
    expect(x.min().item()).toBeLessThan(0);
  }
});

test("a loader gives every row once an epoch, in an order that each epoch draws anew", () => {
  const data = arange(10);
  const loader = new DataLoader([data, data.reshape([10, 1])] as const, {
    batchSize: 4,
    shuffle: true,
    generator: new Generator(3),
  });
  const epoch = () => [...loader].map(([x, y]) => ({ x: x.tolist() as number[], y: y.shape }));
  const [first, second] = [epoch(), epoch()];
  expect(first.map(({ y }) => y)).toEqual([
    [4, 1],
    [4, 1],
    [2, 1],
  ]);
  const rows = first.flatMap(({ x }) => x);
  expect([...rows].sort((a, b) => a - b)).toEqual(data.tolist());
  expect(second.flatMap(({ x }) => x)).not.toEqual(rows);
  expect(loader.length).toBe(3);
});

test("a loader can leave out the rest, and keeps the order unless told to shuffle", () => {
  const batches = [...new DataLoader([arange(5)], { batchSize: 2, dropLast: true })];
  expect(batches.map(([x]) => x?.tolist())).toEqual([
    [0, 1],
    [2, 3],
  ]);
});

// torch 2.13: list(DataLoader(TensorDataset(arange(10)), batch_size, shuffle=True, generator=g)), with
// int(torch.randint(0, 1000, (1,), generator=g)) after each batch and once after the loop.
const TORCH_EPOCHS = [
  {
    batchSize: 3,
    last: 9,
    batches: ["7,4,2", "9,1,5", "0,8,6", "3"],
    draws: [91, 825, 689, 206, 472],
  },
  { batchSize: 3, last: 2, batches: ["7,4,2", "9,1,5"], draws: [91, 825, 689] },
  { batchSize: 5, last: 9, batches: ["7,4,2,9,1", "5,0,8,6,3"], draws: [91, 825, 751] },
];

for (const { batchSize, last, batches, draws } of TORCH_EPOCHS) {
  test(`batches of ${batchSize} and draws between ${batches.length} of them are torch's`, () => {
    const own = new Generator(3);
    const draw = () => randint(0, 1000, [1], { generator: own }).item();
    const loader = new DataLoader([arange(10)], { batchSize, shuffle: true, generator: own });
    const found = { batches: [] as string[], draws: [] as number[] };
    for (const [x] of loader) {
      found.batches.push(String(x?.tolist()));
      found.draws.push(draw());
      if (found.batches.length === last) break;
    }
    expect({ batches: found.batches, draws: [...found.draws, draw()] }).toEqual({ batches, draws });
  });
}

test("a loader refuses unequal lengths and bad batch sizes", () => {
  expect(() => new DataLoader([arange(3), arange(4)])).toThrow("lengths must be equal, got [3, 4]");
  expect(() => new DataLoader([arange(3)], { batchSize: 0 })).toThrow("got 0");
});
