import { JSDOM } from "jsdom";
import { describe, expect, test } from "vitest";
import { bytesOf } from "./browser/unpack.ts";
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
  test("is what was compressed when it is unpacked, of any length and not one byte more", () => {
    for (let length = 0; length < 100; length++) {
      const content = noise(length, length);
      expect(bytesOf(pack(content))).toEqual(compress(content));
    }
  });

  test("is left as it is by HTML, and ends no script", () => {
    const packed = pack(noise(20_000, 7));
    const { document } = new JSDOM(`<body><script type="text/plain">${packed}</script><p>after`)
      .window;
    expect(document.querySelector("script")?.textContent === packed).toBe(true);
    expect(document.querySelector("p")?.textContent).toBe("after");
  });

  test("takes 15 % more than its bytes at most", () => {
    const content = noise(20_000, 1);
    expect(Buffer.byteLength(pack(content))).toBeLessThan(1.15 * compress(content).length);
  });
});
