import { gunzipSync } from "node:zlib";
import { JSDOM } from "jsdom";
import { describe, expect, test } from "vitest";
import { bytesOf } from "./browser/unpack.ts";
import { pack } from "./pack.ts";

const noise = (length: number, seed: number) => {
  let state = seed + 1;
  return Uint8Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state >>> 24;
  });
};

describe("a packed payload", () => {
  test("is what it was when it is unpacked, of any length", () => {
    for (let length = 0; length < 300; length++) {
      const content = noise(length, length);
      const packed = bytesOf(pack(content));
      expect(new Uint8Array(gunzipSync(packed))).toEqual(content);
      // Not one byte more than gzip wrote, whose last are the length: browsers refuse what comes after.
      expect(packed.subarray(-4)).toEqual(
        new Uint8Array(Uint32Array.of(length).buffer as ArrayBuffer),
      );
    }
  });

  test("is left as it is by HTML, and ends no script", () => {
    const packed = pack(noise(50_000, 7));
    const { document } = new JSDOM(`<body><script type="text/plain">${packed}</script><p>after`)
      .window;
    expect(document.querySelector("script")?.textContent === packed).toBe(true);
    expect(document.querySelector("p")?.textContent).toBe("after");
  });

  test("takes 15 % more than its bytes at most", () => {
    const packed = pack(noise(100_000, 1));
    expect(Buffer.byteLength(packed)).toBeLessThan(1.15 * 100_050);
  });
});
