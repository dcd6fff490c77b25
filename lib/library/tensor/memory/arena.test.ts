import fc from "fast-check";
import { expect, test } from "vitest";
import { Generator } from "../../random/index.ts";
import { withoutWasm } from "../../wasm/index.ts";
import { ones, rand, scope, type Tensor, tensor } from "../index.ts";
import { firstDifference } from "../testing/first-difference.ts";
import { mark } from "./arena.ts";

const LOST = /^scope: a tensor made inside must be returned or read/;

test("what a scope returns stays valid, in lists, objects, maps and views too", () => {
  const { list, map, view } = scope(() => {
    const x = ones([8]).add(1);
    return { list: [x, x.mul(2)], map: new Map([["x", x.mul(3)]]), view: x.mul(4).slice(2, 4) };
  });
  scope(() => ones([1000]).mul(9));
  expect(list.map((x) => x.data[7])).toEqual([2, 4]);
  expect(map.get("x")?.data[0]).toBe(6);
  expect([...view.data]).toEqual([8, 8]);
});

test("using another tensor afterwards throws, in every kind of use", () => {
  let x = ones([1]);
  scope(() => {
    x = ones([8]).add(1);
  });
  scope(() => ones([1000]).mul(9));
  const uses: (() => unknown)[] = [
    () => x.data,
    () => x.add(1),
    () => ones([8]).mul(x),
    () => x.sum(),
    () => x.slice(2).data,
    () => x.reshape([2, 4]).matmul(ones([4, 1])),
    () => withoutWasm(() => x.relu()),
    () => String(x),
    () => scope(() => x.mul(2)),
  ];
  for (const use of uses) expect(use).toThrow(LOST);
});

test("what was read by .data stays, with its views", () => {
  let x = ones([1]);
  let view = ones([1]);
  scope(() => {
    x = ones([8]).add(1);
    view = x.slice(4);
    expect(x.data[0]).toBe(2);
  });
  expect(view.data[0]).toBe(2);
  expect(x.add(1).data[7]).toBe(3);
});

test("scopes nest: an inner one takes back its own memory only", () => {
  const total = scope(() => {
    const outer = ones([100]).add(1);
    const before = mark();
    const inner = scope(() => outer.mul(2));
    expect(mark()).toBe(before);
    scope(() => ones([100]).mul(7));
    return outer.add(inner).sum();
  });
  expect(total.item()).toBe(600);
});

test("memory is taken back when fn throws, and reused", () => {
  const before = mark();
  const fail = () =>
    scope(() => {
      ones([1000]).add(1);
      expect(mark()).toBeGreaterThan(before);
      throw new RangeError("as planned");
    });
  expect(fail).toThrow("as planned");
  expect(mark()).toBe(before);
  for (let i = 0; i < 5; i++) {
    scope(() => ones([50_000]).add(1).sum());
    expect(mark()).toBe(before);
  }
});

test("a promise is refused, and its memory taken back", () => {
  const before = mark();
  expect(() => scope(async () => ones([100]).add(1))).toThrow(
    "scope: must be given a function that returns at once, got a promise",
  );
  expect(mark()).toBe(before);
});

test("writing into a tensor from outside works inside a scope", () => {
  const x = ones([70_000]);
  scope(() => {
    x.copy_(x.add(1));
  });
  expect(x.sum().item()).toBe(140_000);
});

test("a held .data stays valid while a gigabyte is allocated in steps", () => {
  const held = rand([1000], { generator: new Generator(1) });
  const { data } = held;
  const copy = data.slice();
  scope(() => {
    const inside = held.mul(2);
    const insideData = inside.data;
    // 16 blocks of 64 MB, each from the one before, so that the memory must grow to a gigabyte.
    let x = tensor(new Float32Array(16 * 1024 * 1024));
    for (let step = 0; step < 16; step++) {
      x = x.add(1);
      expect(firstDifference(data, copy)).toBe(-1);
      expect(insideData[999]).toBe(Math.fround((copy[999] as number) * 2));
    }
    expect(x.slice(-1).item()).toBe(16);
  });
  expect(firstDifference(held.data, copy)).toBe(-1);
});

/** One step of a random program over a row of tensors. */
type Step =
  | { kind: "add" | "mul"; a: number; b: number }
  | { kind: "relu" | "draw" | "read" | "write" | "keep"; a: number }
  | { kind: "scope"; steps: Step[] };

const place = fc.nat(5);
const { step } = fc.letrec<{ step: Step }>((tie) => ({
  step: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.record({ kind: fc.constantFrom("add" as const, "mul" as const), a: place, b: place }),
    fc.record({
      kind: fc.constantFrom(
        "relu" as const,
        "draw" as const,
        "read" as const,
        "write" as const,
        "keep" as const,
      ),
      a: place,
    }),
    fc.record({
      kind: fc.constant("scope" as const),
      steps: fc.array(tie("step") as fc.Arbitrary<Step>, { maxLength: 8 }),
    }),
  ),
}));

/**
 * Runs a program and writes down every number it sees; a tensor that is lost counts as "lost" and
 * is made anew, so that the plain run, where nothing is lost, can be told which ones were.
 */
function run(steps: Step[], losses: Set<number>, plain: boolean): string[] {
  const generator = new Generator(5);
  const row: Tensor[] = Array.from({ length: 6 }, (_, i) => ones([40]).mul(i));
  const seen: string[] = [];
  let count = 0;
  const attempt = (a: number, fn: () => Tensor) => {
    const id = count++;
    try {
      if (plain && losses.has(id))
        throw new Error("scope: a tensor made inside must be returned or read");
      row[a] = fn();
    } catch (error) {
      if (!(error instanceof Error) || !/^scope: a tensor/.test(error.message)) throw error;
      losses.add(id);
      row[a] = ones([40]).add(a);
    }
  };
  const walk = (list: Step[]): Tensor => {
    for (const one of list) {
      if (one.kind === "scope") {
        const returned = scope(() => walk(one.steps));
        seen.push(returned.sum().toString());
        continue;
      }
      const x = row[one.a] as Tensor;
      attempt(one.a, () => {
        switch (one.kind) {
          case "add":
            return x.add(row[one.b] as Tensor).mul(0.5);
          case "mul":
            return x.mul(row[one.b] as Tensor).sub(0.25);
          case "relu":
            return x.relu();
          case "draw":
            return rand([40], { generator });
          case "read":
            seen.push(x.data.join());
            return x;
          case "write":
            return x.copy_(x.add(1));
          case "keep":
            return x.slice(3).add(0).sum().add(x);
        }
      });
    }
    return ones([40]).add(list.length);
  };
  walk(steps);
  for (let a = 0; a < row.length; a++) attempt(a, () => (row[a] as Tensor).add(0));
  seen.push(...row.map((x) => x.data.join()));
  return seen;
}

test("random programs with scopes give no number but the plain loops' ones", () => {
  let lostEver = 0;
  fc.assert(
    fc.property(fc.array(step, { minLength: 3, maxLength: 14 }), (steps) => {
      const losses = new Set<number>();
      const quick = run(steps, losses, false);
      const plain = withoutWasm(() => run(steps, losses, true));
      lostEver += losses.size;
      expect(quick).toEqual(plain);
    }),
    { numRuns: 200 },
  );
  // The programs do use tensors of ended scopes.
  expect(lostEver).toBeGreaterThan(50);
});
