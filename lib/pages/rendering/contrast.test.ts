import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Color, contrast, formatColor, parseColor, readableOn } from "./contrast.ts";
import { BACKGROUNDS, readableInBothThemes } from "./palette.ts";

const part = fc.integer({ min: 0, max: 255 });
const color = fc.tuple(part, part, part).map(([r, g, b]): Color => [r, g, b, 1]);

describe("colours", () => {
  test("are read as CSS writes them", () => {
    expect(parseColor("#fff")).toEqual([255, 255, 255, 1]);
    expect(parseColor(" #0B5A8f ")).toEqual([11, 90, 143, 1]);
    expect(parseColor("#00000080")?.[3]).toBeCloseTo(0.5, 2);
    expect(parseColor("rgba(1, 2, 3, 0.5)")).toEqual([1, 2, 3, 0.5]);
    expect(parseColor("rgb(1 2 3)")).toEqual([1, 2, 3, 1]);
    expect(parseColor("White")).toEqual([255, 255, 255, 1]);
    expect(parseColor("rgb(a,b,c)")).toBeUndefined();
    expect(parseColor("var(--x)")).toBeUndefined();
  });

  test("have the contrasts that WCAG computes", () => {
    expect(contrast([0, 0, 0, 1], [255, 255, 255, 1])).toBeCloseTo(21, 6);
    // https://webaim.org/resources/contrastchecker gives 4.48 for #777777 on white.
    expect(contrast([119, 119, 119, 1], [255, 255, 255, 1])).toBeCloseTo(4.48, 2);
  });

  test("move until they can be read, and not at all if they can", () => {
    fc.assert(
      fc.property(color, color, (one, ground) => {
        const moved = readableOn(one, ground, 4.5);
        expect(contrast(moved, ground)).toBeGreaterThan(4.4999);
        if (contrast(one, ground) >= 4.5) expect(moved).toEqual(one);
      }),
    );
  });

  test("of any author can be read in both themes", () => {
    fc.assert(
      fc.property(color, (one) => {
        const pair = /light-dark\((.*),(.*)\)/.exec(readableInBothThemes(formatColor(one)));
        for (const [at, theme] of [
          [1, BACKGROUNDS.light],
          [2, BACKGROUNDS.dark],
        ] as const) {
          const shown = parseColor(pair?.[at] ?? "") ?? [0, 0, 0, 1];
          for (const ground of [theme.page, theme.code]) {
            expect(contrast(shown, parseColor(ground) ?? shown)).toBeGreaterThan(4.5);
          }
        }
      }),
    );
  });
});
