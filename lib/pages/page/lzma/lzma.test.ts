import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { compress, DamagedError, decompress, RADIX } from "./index.ts";

/** Bytes that no two places have in common but by chance. */
const noise = (length: number) => {
  let state = 1;
  return Uint8Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state >>> 24;
  });
};

const source = readFileSync(new URL("./plan.ts", import.meta.url));

const examples: readonly (readonly [what: string, bytes: Uint8Array])[] = [
  ["nothing", new Uint8Array()],
  ["one byte", Uint8Array.of(0)],
  ["a source file", source],
  ["one byte many times", new Uint8Array(50_000)],
  ["noise that comes again far away", new Uint8Array([...noise(40_000), ...noise(3_000)])],
  ["four distances by turns", Uint8Array.from({ length: 9_000 }, (_, at) => (at % 7) * (at % 5))],
];

describe("LZMA", () => {
  test.each(examples)("gives back %s", (_, bytes) => {
    expect(decompress(compress(bytes))).toEqual(new Uint8Array(bytes));
  });

  test("gives back any bytes, also those that repeat", () => {
    const part = fc.tuple(fc.uint8Array({ maxLength: 40 }), fc.integer({ min: 1, max: 200 }));
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        const bytes = parts.flatMap(([piece, times]) =>
          Array(times)
            .fill([...piece])
            .flat(),
        );
        expect(decompress(compress(Uint8Array.from(bytes)))).toEqual(Uint8Array.from(bytes));
      }),
      { numRuns: 40 },
    );
  });

  test("writes digits that have a character in a page", () => {
    for (const [what, bytes] of examples) {
      expect(Math.max(...compress(bytes)), what).toBeLessThan(RADIX);
    }
  });

  test("takes a tenth less than gzip for a long text, digits counted as the bits they hold", () => {
    const text = readFileSync(
      new URL(
        "../../../../node_modules/highlight.js/lib/languages/mathematica.js",
        import.meta.url,
      ),
    );
    const bytes = (compress(text).length * Math.log2(RADIX)) / 8;
    expect(bytes).toBeLessThan(0.9 * gzipSync(text, { level: 9 }).length);
  });

  test("refuses what is damaged, wherever", () => {
    const packed = compress(source);
    for (let at = 0; at < packed.length; at++) {
      const damaged = packed.slice();
      damaged[at] = ((damaged[at] ?? 0) + 16) % RADIX;
      expect(() => decompress(damaged), `${at}`).toThrow(DamagedError);
    }
    expect(() => decompress(packed.subarray(0, -1))).toThrow(DamagedError);
    expect(() => decompress(new Uint8Array())).toThrow(DamagedError);
  });
});
