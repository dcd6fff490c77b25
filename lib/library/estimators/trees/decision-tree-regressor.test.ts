import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { tensor } from "../../tensor/index.ts";
import { test as others, recording, train } from "../testing/sklearn-recording.ts";
import { DecisionTreeRegressor } from "./decision-tree-regressor.ts";
import { isLeaf, type TreeNode } from "./tree-node.ts";

const named = recording.trees.map((tree) => ({
  ...tree,
  name: `maxDepth ${tree.maxDepth}, minSamplesLeaf ${tree.minSamplesLeaf}, ${tree.rows ? "a bootstrap" : "all rows"}, ${tree.columns ? `feature ${tree.columns}` : "all features"}`,
}));

test.each(named)("a tree is sklearn's: $name", (recorded) => {
  const { maxDepth, minSamplesLeaf, columns } = recorded;
  const see = (x: number[][]) =>
    columns === null ? x : x.map((row) => columns.map((column) => row[column] as number));
  const rows = recorded.rows ?? train.y.map((_, i) => i);
  const tree = new DecisionTreeRegressor({ maxDepth: maxDepth ?? undefined, minSamplesLeaf }).fit(
    see(rows.map((i) => train.x[i] as number[])),
    rows.map((i) => train.y[i] as number),
  );
  expect([tree.depth, tree.leaves]).toEqual([recorded.depth, recorded.leaves]);
  for (const [said, expected] of [
    [tree.predict(see(train.x)), recorded.train],
    [tree.predict(see(others.x)), recorded.test],
  ] as const) {
    // Where sklearn's own random states differ, there is nothing to compare.
    expect(said.map((value, i) => (expected[i] === null ? null : value))).toEqual(expected);
  }
});

test("the recordings decide about most trees in full", () => {
  const decided = recording.trees.filter((tree) => !tree.test.includes(null));
  expect(decided.length).toBeGreaterThan(20);
});

describe("ties", () => {
  test("of two features that split alike the first is asked", () => {
    const tree = new DecisionTreeRegressor().fit(
      [
        [1, 5],
        [2, 7],
      ],
      [0, 1],
    );
    expect(tree.root).toMatchObject({ feature: 0, threshold: 1.5 });
  });

  test("of two thresholds that are as good the lower is asked", () => {
    const tree = new DecisionTreeRegressor({ maxDepth: 1 }).fit([[1], [2], [3]], [0, 1, 0]);
    expect(tree.root).toMatchObject({ feature: 0, threshold: 1.5 });
  });
});

test("no other question makes the squared errors smaller", () => {
  const table = fc.array(
    fc.tuple(
      fc.integer({ min: 0, max: 9 }),
      fc.integer({ min: 0, max: 9 }),
      fc.integer({ min: -9, max: 9 }),
    ),
    { minLength: 2, maxLength: 20 },
  );
  fc.assert(
    fc.property(table, fc.integer({ min: 1, max: 3 }), (rows, minSamplesLeaf) => {
      const [x, y] = [rows.map(([a, b]) => [a, b]), rows.map((row) => row[2])];
      const tree = new DecisionTreeRegressor({ maxDepth: 1, minSamplesLeaf }).fit(x, y);
      const errors = errorsOf(y, tree.predict(x));
      for (const feature of [0, 1]) {
        for (let threshold = 0.5; threshold < 9; threshold++) {
          const left = y.filter((_, i) => (x[i]?.[feature] as number) <= threshold);
          const right = y.filter((_, i) => (x[i]?.[feature] as number) > threshold);
          if (Math.min(left.length, right.length) < minSamplesLeaf) continue;
          const split = [left, right].reduce(
            (sum, part) =>
              sum +
              errorsOf(
                part,
                part.map(() => mean(part)),
              ),
            0,
          );
          expect(errors).toBeLessThanOrEqual(split + 1e-9);
        }
      }
      for (const leaf of leavesIn(tree.root as TreeNode)) {
        expect(leaf.samples).toBeGreaterThanOrEqual(Math.min(minSamplesLeaf, rows.length));
      }
    }),
  );
});

test("values that differ by less than float32 can tell are one", () => {
  const tree = new DecisionTreeRegressor().fit([[1], [1 + 1e-9]], [0, 10]);
  expect(tree.predict([[1]])).toEqual([5]);
});

test("what it is given stays as it was, and it forgets what it learned before", () => {
  const [x, y] = [
    [[3], [1], [2]],
    [3, 1, 2],
  ];
  const tree = new DecisionTreeRegressor().fit([[0], [1]], [100, 200]).fit(x, y);
  expect([x, y]).toEqual([
    [[3], [1], [2]],
    [3, 1, 2],
  ]);
  expect(tree.predict([[0], [2], [9]])).toEqual([1, 2, 3]);
});

describe("what it refuses", () => {
  const tree = new DecisionTreeRegressor().fit([[1, 2]], [3]);
  const bad = (value: unknown) => value as never;
  test.each<[string, () => unknown]>([
    [
      "maxDepth must be a whole number from 1, got 0",
      () => new DecisionTreeRegressor({ maxDepth: 0 }),
    ],
    [
      "minSamplesLeaf must be a whole number from 1, got 0.5",
      () => new DecisionTreeRegressor({ minSamplesLeaf: 0.5 }),
    ],
    ["max_depth", () => new DecisionTreeRegressor(bad({ max_depth: 3 }))],
    ["must be fitted before it predicts", () => new DecisionTreeRegressor().predict([[1]])],
    ["got a tensor: .tolist() makes them of it", () => tree.fit(bad(tensor([[1, 2]])), [1])],
    ["got a list that is not one of rows", () => tree.fit(bad([1, 2]), [1, 2])],
    ["must have rows and features, got 0 x 0", () => tree.fit([], [])],
    ["each row of x must have 2 numbers, got 1 in row 1", () => tree.fit([[1, 2], [3]], [1, 2])],
    [
      "row 0 of x must hold finite numbers, got number NaN at 1",
      () => tree.fit([[1, Number.NaN]], [1]),
    ],
    ["y must have one number for each of the 2 rows of x, got 1", () => tree.fit([[1], [2]], [1])],
    ["y must hold finite numbers, got undefined at 0", () => tree.fit([[1]], bad([undefined]))],
    ["each row of x must have 2 numbers, got 3", () => tree.predict([[1, 2, 3]])],
  ])("%s", (message, call) => {
    expect(call).toThrow(message);
  });
});

function leavesIn(node: TreeNode): { samples: number }[] {
  return isLeaf(node) ? [node] : [...leavesIn(node.left), ...leavesIn(node.right)];
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function errorsOf(y: readonly number[], said: readonly number[]): number {
  return y.reduce(
    (sum, value, i) => sum + (value - (said[i] as number)) * (value - (said[i] as number)),
    0,
  );
}

test("refuses features that float32 cannot hold", () => {
  const tree = new DecisionTreeRegressor();
  const sentence =
    "row 1 of x must hold numbers that are finite as float32, at most 3.4e38, got -1e+39";
  expect(() => tree.fit([[1e38], [-1e39]], [0, 1])).toThrow(sentence);
  tree.fit([[0], [3e38]], [0, 1]);
  expect(() => tree.predict([[0], [-1e39]])).toThrow(sentence);
});
