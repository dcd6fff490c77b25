import { expect, test } from "vitest";
import { type Tensor, tensor } from "../index.ts";
import { expectSameAsLoops, SPECIAL, specialNumbers } from "../testing/same-as-loops.ts";

const COMPARISONS = {
  eq: (a: number, b: number) => a === b,
  ne: (a: number, b: number) => a !== b,
  lt: (a: number, b: number) => a < b,
  le: (a: number, b: number) => a <= b,
  gt: (a: number, b: number) => a > b,
  ge: (a: number, b: number) => a >= b,
};

const names = Object.keys(COMPARISONS) as (keyof typeof COMPARISONS)[];

test.each(names)("%s of float32 equals the plain loop and JavaScript's own", (name) => {
  const holds = COMPARISONS[name];
  const numbers = [...SPECIAL.map(Math.fround)];
  for (let n = 0; n <= 40; n++) {
    const [a, b] = [specialNumbers(n + 1).slice(1), specialNumbers(n, 3)];
    const expected = Array.from(a.data, (x, i) => Number(holds(x, b.data[i] as number)));
    expect([...a[name](b).data]).toEqual(expected);
    expectSameAsLoops(() => a[name](b));
    for (const number of numbers) {
      expect([...a[name](number).data]).toEqual(
        Array.from(a.data, (x) => Number(holds(x, number))),
      );
      expectSameAsLoops(() => a[name](number));
      expectSameAsLoops(() => tensor([number])[name](a));
    }
  }
});

test.each(names)("%s of any layout, and of more than a chunk, equals the plain loop", (name) => {
  const x = specialNumbers(70_002).reshape([3, 23_334]);
  const others: Tensor[] = [
    specialNumbers(70_002, 5).reshape([23_334, 3]).t(),
    specialNumbers(23_334, 7),
    specialNumbers(3, 2).reshape([3, 1]),
    tensor([0.1]),
    tensor(-1.5),
  ];
  for (const other of others) {
    for (const [a, b] of [
      [x, other],
      [other, x],
      [x.t(), other.ndim === 2 ? other.t() : other.reshape([other.numel(), 1])],
    ] as const) {
      expectSameAsLoops(() => a[name](b));
    }
  }
});

test.each(names)("%s of int64 counts all 64 bits", (name) => {
  const holds = COMPARISONS[name] as unknown as (a: bigint, b: bigint) => boolean;
  const edges = [
    0n,
    1n,
    -1n,
    1n << 31n,
    1n << 32n,
    1n << (32n + 1n),
    -(1n << 32n),
    (1n << 63n) - 1n,
  ];
  const all = [...edges, ...edges.map((x) => -x), -(1n << 63n)];
  const pairs = all.flatMap((a) => all.map((b) => [a, b] as const));
  const [a, b] = [pairs.map(([x]) => x), pairs.map(([, y]) => y)];
  expect([...tensor(a)[name](tensor(b)).data]).toEqual(pairs.map(([x, y]) => Number(holds(x, y))));
});
