import { JSDOM } from "jsdom";
import { describe, expect, test } from "vitest";
import { digitsOfText } from "./digit-text.ts";
import { compress } from "./lzma/index.ts";
import { pack } from "./pack.ts";

const noise = (length: number, seed: number) => {
  let state = seed + 1;
  return Uint8Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state >>> 24;
  });
};

describe("a packed payload", () => {
  test("is what was compressed when it is unpacked, of any length, and at most a 0 more", () => {
    for (let length = 0; length < 100; length++) {
      const digits = compress(noise(length, length));
      const unpacked = digitsOfText(pack(noise(length, length)));
      expect(unpacked.subarray(0, digits.length)).toEqual(digits);
      expect([[], [0]]).toContainEqual([...unpacked.subarray(digits.length)]);
    }
  });

  test("is left as it is by HTML, and ends no script", () => {
    const packed = pack(noise(20_000, 7));
    const { document } = new JSDOM(`<body><script type="text/plain">${packed}</script><p>after`)
      .window;
    expect(document.querySelector("script")?.textContent === packed).toBe(true);
    expect(document.querySelector("p")?.textContent).toBe("after");
  });

  test("takes a byte a digit, and an eighth more than what cannot be compressed", () => {
    const content = noise(20_000, 1);
    const digits = compress(content);
    expect(Buffer.byteLength(pack(content)) - digits.length).toBeLessThanOrEqual(1);
    // Eight bits in 7.1, and what LZMA adds to noise.
    expect(digits.length).toBeLessThan(1.15 * content.length);
  });
});
