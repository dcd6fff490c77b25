/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import type { Page } from "playwright-core";

/** A text that a reader sees, and its contrast with what is behind it. */
export interface SeenText {
  readonly text: string;
  readonly contrast: number;
}

/** Every text of a page that is seen, in shadows too, with the least contrast of its places. */
export async function textContrasts(page: Page): Promise<SeenText[]> {
  return await page.evaluate(() => {
    type Parts = [number, number, number, number];
    const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
    const parts = (color: string): Parts => {
      if (canvas === null) throw new Error("canvas: must be there, got none");
      canvas.clearRect(0, 0, 1, 1);
      canvas.fillStyle = color;
      canvas.fillRect(0, 0, 1, 1);
      const [red = 0, green = 0, blue = 0, alpha = 0] = canvas.getImageData(0, 0, 1, 1).data;
      return [red, green, blue, alpha / 255];
    };
    const over = (one: Parts, other: Parts): Parts => {
      const alpha = one[3] + other[3] * (1 - one[3]);
      if (alpha === 0) return one;
      const mix = (at: 0 | 1 | 2) =>
        (one[at] * one[3] + other[at] * other[3] * (1 - one[3])) / alpha;
      return [mix(0), mix(1), mix(2), alpha];
    };
    const luminance = (color: Parts) => {
      const linear = (value: number) =>
        value <= 10.31475
          ? value / 255 / 12.92
          : Math.exp(2.4 * Math.log((value / 255 + 0.055) / 1.055));
      return 0.2126 * linear(color[0]) + 0.7152 * linear(color[1]) + 0.0722 * linear(color[2]);
    };
    const ratio = (one: Parts, other: Parts) => {
      const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
      return (high + 0.05) / (low + 0.05);
    };
    const around = (element: Element) =>
      element.assignedSlot ??
      element.parentElement ??
      (element.getRootNode() as ShadowRoot).host ??
      null;
    /** A text's ink and what is behind it: several pairs where a gradient is. */
    const onPage = (
      element: Element | null,
      pairs: [ink: Parts, ground: Parts][],
    ): typeof pairs => {
      if (element === null) {
        return pairs.map(([ink, ground]) => [
          over(ink, parts("white")),
          over(ground, parts("white")),
        ]);
      }
      const { backgroundColor, backgroundImage, opacity } = getComputedStyle(element);
      const stops = backgroundImage.includes("gradient(")
        ? (backgroundImage.match(/rgba?\([^)]*\)|color\([^)]*\)/g) ?? [])
        : [];
      const color = parts(backgroundColor);
      const behind = stops.length === 0 ? [color] : stops.map((stop) => over(parts(stop), color));
      const seeThrough = ([red, green, blue, alpha]: Parts): Parts => {
        return [red, green, blue, alpha * Number(opacity)];
      };
      const own = behind.flatMap((ground) => {
        return pairs.map(([ink, inner]): [Parts, Parts] => {
          return [seeThrough(over(ink, ground)), seeThrough(over(inner, ground))];
        });
      });
      return onPage(around(element), own);
    };
    const seen: { text: string; contrast: number }[] = [];
    const visit = (root: Document | ShadowRoot) => {
      const walker = document.createTreeWalker(
        root,
        NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT,
      );
      for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
        if (node instanceof Element) {
          if (node.shadowRoot) visit(node.shadowRoot);
          continue;
        }
        const element = node.parentElement;
        const text = node.textContent?.trim() ?? "";
        if (
          element === null ||
          text === "" ||
          /^(?:script|style|template|title)$/i.test(element.tagName)
        )
          continue;
        const range = document.createRange();
        range.selectNodeContents(node);
        const { width, height } = range.getBoundingClientRect();
        const style = getComputedStyle(element);
        if (width < 2 || height < 2 || style.visibility !== "visible") continue;
        if (element.closest(".unseen, .copy, [hidden]")) continue;
        const ink = parts(element instanceof SVGElement ? style.fill : style.color);
        const pairs = onPage(element, [[ink, [0, 0, 0, 0]]]);
        const least = Math.min(...pairs.map(([one, ground]) => ratio(one, ground)));
        seen.push({ text: text.slice(0, 60), contrast: Math.round(least * 100) / 100 });
      }
    };
    visit(document);
    return seen;
  });
}
