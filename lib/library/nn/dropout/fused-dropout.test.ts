import fc from "fast-check";
import { expect, test } from "vitest";
import { Generator, type Stream } from "../../random/index.ts";
import { rand, type Tensor, tensor } from "../../tensor/index.ts";
import { drawThreeWays, expectDrawnSame } from "../../tensor/testing/drawn-same.ts";
import { Dropout, functional } from "../index.ts";

const STREAMS: readonly Stream[] = ["default", "x86-mkl"];
const SPECIAL = [-0, 0, 1, -1.5, Infinity, -Infinity, NaN, 1e-45, 3.4e38, -1e-38];
const SIZES = Array.from({ length: 71 }, (_, n) => n);

/** Numbers of all kinds, the same each time. */
function numbers(n: number): Float32Array {
  return Float32Array.from({ length: n }, (_, i) => SPECIAL[(i * 7) % 11] ?? Math.fround(i / 3));
}

test.each(SIZES)("dropout of %i equals the plain loop, with straddled blocks", (n) => {
  for (const stream of STREAMS) {
    for (const before of [0, 1, 8, 623, 624 - n, 625 - n]) {
      const drawn = drawThreeWays(
        () => new Generator(n + before, { stream }),
        (generator) => {
          const head = rand([Math.max(before, 0)], { generator });
          return [head, functional.dropout(tensor(numbers(n)), { p: 0.3, generator })];
        },
      );
      expectDrawnSame(drawn);
    }
  }
});

test("long dropouts equal the plain loop on the whole grid of p", () => {
  for (const stream of STREAMS) {
    for (const p of [1e-17, 1e-8, 0.1, 0.2, 0.5, 1 / 3, 0.9, 1 - 1e-9, 1 - Number.EPSILON / 2]) {
      for (const n of [311, 312, 313, 935, 936, 2000, 32768, 32769, 70001]) {
        const drawn = drawThreeWays(
          () => new Generator(n, { stream }),
          (generator) => [
            rand([n % 3], { generator }),
            functional.dropout(tensor(numbers(n)), { p, generator }),
            rand([3], { generator }),
          ],
        );
        expectDrawnSame(drawn);
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
        const drawn = drawThreeWays(
          () => new Generator(element),
          (generator) => {
            const head = rand([before], { generator });
            const x = tensor(numbers(640).fill(1)).mul(3);
            return [head, functional.dropout(x, { p, generator, inplace: element % 2 === 0 })];
          },
        );
        expectDrawnSame(drawn);
        expect(drawn[0]?.values[1]?.[element] !== 0).toBe(more === 1);
      }
    }
  }
});

test("dropout of transposes, slices and repetitions equals the plain loop, strides too", () => {
  const base = rand([7, 40, 33], { generator: new Generator(2) }).sub(0.5);
  const views: (() => Tensor<"float32">)[] = [
    () => base.permute([2, 0, 1]),
    () => base.transpose(0, 1),
    () => base.slice(3),
    () => base.slice(1, 30, { dim: 1 }),
    () => base.slice(0, 33, { dim: 2, step: 2 }).permute([1, 2, 0]),
    () => base.slice(0, 1).expand([3, 40, 33]),
    () => base.select(2, 5).t(),
  ];
  for (const stream of STREAMS) {
    for (const view of views) {
      const strides: (readonly number[])[] = [];
      const drawn = drawThreeWays(
        () => new Generator(4, { stream }),
        (generator) => {
          const y = functional.dropout(view(), { p: 0.3, generator });
          const leaf = view().detach();
          leaf.requiresGrad = true;
          functional.dropout(leaf, { p: 0.3, generator }).sum().backward();
          strides.push(y.strides);
          return [y, leaf.grad as Tensor<"float32">, rand([2], { generator })];
        },
      );
      expectDrawnSame(drawn);
      expect(new Set(strides.map(String)).size).toBe(1);
    }
  }
});

test("dropout in place and with kept noise equals the plain loop", () => {
  for (const stream of STREAMS) {
    for (const n of [5, 400, 33000]) {
      const drawn = drawThreeWays(
        () => new Generator(n, { stream }),
        (generator) => {
          const x = rand([n], { generator });
          const same = functional.dropout(x, { p: 0.4, inplace: true, generator });
          expect(same).toBe(x);
          const layer = new Dropout(0.4, { generator });
          return [x, layer.forward(x), layer.backward(x)];
        },
      );
      expectDrawnSame(drawn);
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
      fc.constantFrom(...STREAMS),
      (...all) => {
        const [steps, seed, stream] = all;
        const drawn = drawThreeWays(
          () => new Generator(seed, { stream }),
          (generator) =>
            steps.map(({ op, n, p }) =>
              op === "rand"
                ? rand([n], { generator })
                : functional.dropout(tensor(numbers(n)), { p, generator }),
            ),
        );
        expectDrawnSame(drawn);
      },
    ),
    { numRuns: 100 },
  );
});
