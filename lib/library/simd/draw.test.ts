import fc from "fast-check";
import { expect, test } from "vitest";
import { Dropout, functional } from "../nn/index.ts";
import { Generator, type Stream } from "../random/index.ts";
import { rand, scope, type Tensor, tensor } from "../tensor/index.ts";
import { available, withoutSimd } from "./index.ts";
import { firstDifference } from "./testing/first-difference.ts";

const streams: readonly Stream[] = ["default", "x86-mkl"];
const special = [-0, 0, 1, -1.5, Infinity, -Infinity, NaN, 1e-45, 3.4e38, -1e-38];
const sizes = Array.from({ length: 71 }, (_, n) => n);

interface Drawn {
  values: Float32Array[];
  state: Uint8Array;
}

/** The results of a program with kernels, with kernels in a scope, and on the plain loops. */
function threeWays(make: () => Generator, program: (g: Generator) => Tensor[]): Drawn[] {
  const run = (): Drawn => {
    const generator = make();
    const values = program(generator).map(({ data }) => (data as Float32Array).slice());
    return { values, state: generator.getState() };
  };
  return [run(), scope(run), withoutSimd(run)];
}

function expectSame([kernels, scoped, plain]: Drawn[]): void {
  for (const drawn of [kernels, scoped]) {
    const differences = plain?.values.map((values, i) =>
      firstDifference(drawn?.values[i] ?? [], values),
    );
    expect(differences?.filter((at) => at !== -1)).toEqual([]);
    expect(firstDifference(drawn?.state ?? [], plain?.state ?? [])).toBe(-1);
  }
}

/** Numbers of all kinds, the same each time. */
function numbers(n: number): Float32Array {
  return Float32Array.from({ length: n }, (_, i) => special[(i * 7) % 11] ?? Math.fround(i / 3));
}

test("the kernels run here", () => {
  expect(available()).toBe(true);
});

test("rand gives 0 where all bits of a word are 0, which no short run of a seed shows", () => {
  const generator = new Generator(1);
  generator.engine.words.fill(0);
  generator.engine.next = 0;
  expect(firstDifference(rand([30], { generator }).data, new Float32Array(30))).toBe(-1);
  expect(generator.engine.next).toBe(30);
});

test.each(sizes)("rand of %i equals the plain loop at every offset of the generator", (n) => {
  for (const before of [0, 1, 2, 7, 622, 623, 624, 625]) {
    const drawn = threeWays(
      () => new Generator(n),
      (generator) => [rand([before], { generator }), rand([n], { generator })],
    );
    expectSame(drawn);
  }
});

test.each(sizes)("dropout of %i equals the plain loop, with straddled blocks", (n) => {
  for (const stream of streams) {
    for (const before of [0, 1, 8, 623, 624 - n, 625 - n]) {
      const drawn = threeWays(
        () => new Generator(n + before, { stream }),
        (generator) => {
          const head = rand([Math.max(before, 0)], { generator });
          return [head, functional.dropout(tensor(numbers(n)), { p: 0.3, generator })];
        },
      );
      expectSame(drawn);
    }
  }
});

test("long dropouts equal the plain loop on the whole grid of p", () => {
  for (const stream of streams) {
    for (const p of [1e-17, 1e-8, 0.1, 0.2, 0.5, 1 / 3, 0.9, 1 - 1e-9, 1 - Number.EPSILON / 2]) {
      for (const n of [311, 312, 313, 935, 936, 2000, 32768, 32769, 70001]) {
        const drawn = threeWays(
          () => new Generator(n, { stream }),
          (generator) => [
            rand([n % 3], { generator }),
            functional.dropout(tensor(numbers(n)), { p, generator }),
            rand([3], { generator }),
          ],
        );
        expectSame(drawn);
      }
    }
  }
});

test("ties of the first word are settled by the second, wherever they fall", () => {
  for (let element = 0; element < 640; element += 7) {
    for (const before of [0, 1]) {
      const ahead = new Generator(element);
      for (let i = 0; i < before + 2 * element; i++) ahead.uint32();
      const first = ahead.uint32() & 0x1fffff;
      const second = ahead.uint32();
      // The element's own 53-bit number as the limit, and the next: dropped, then kept.
      for (const more of [0, 1]) {
        const p = 1 - (first * 0x100000000 + second + more) / 0x20000000000000;
        const drawn = threeWays(
          () => new Generator(element),
          (generator) => {
            const head = rand([before], { generator });
            const x = tensor(numbers(640).fill(1)).mul(3);
            return [head, functional.dropout(x, { p, generator, inplace: element % 2 === 0 })];
          },
        );
        expectSame(drawn);
        expect(drawn[0]?.values[1]?.[element] !== 0).toBe(more === 1);
      }
    }
  }
});

test("dropout in place and with kept noise equals the plain loop", () => {
  for (const stream of streams) {
    for (const n of [5, 400, 33000]) {
      const drawn = threeWays(
        () => new Generator(n, { stream }),
        (generator) => {
          const x = rand([n], { generator });
          const same = functional.dropout(x, { p: 0.4, inplace: true, generator });
          expect(same).toBe(x);
          const layer = new Dropout(0.4, { generator });
          return [x, layer.forward(x), layer.backward(x)];
        },
      );
      expectSame(drawn);
    }
  }
});

test("random programs of draws leave the same numbers and the same state", () => {
  const step = fc.record({
    op: fc.constantFrom("rand", "dropout"),
    n: fc.oneof(fc.nat(70), fc.nat(3000)),
    p: fc.double({ min: 0, max: 1, noNaN: true }),
  });
  fc.assert(
    fc.property(
      fc.array(step, { maxLength: 8 }),
      fc.nat(),
      fc.constantFrom(...streams),
      (...all) => {
        const [steps, seed, stream] = all;
        const drawn = threeWays(
          () => new Generator(seed, { stream }),
          (generator) =>
            steps.map(({ op, n, p }) =>
              op === "rand"
                ? rand([n], { generator })
                : functional.dropout(tensor(numbers(n)), { p, generator }),
            ),
        );
        expectSame(drawn);
      },
    ),
    { numRuns: 100 },
  );
});
