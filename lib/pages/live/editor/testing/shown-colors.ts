/// <reference lib="dom" />
import type { Page } from "playwright-core";

/** The colours, styles and weights of a code's letters, in runs: what a reader sees of its colours. */
export async function shownColors(page: Page, selector: string): Promise<string[]> {
  return page.locator(selector).evaluate((code) => {
    const runs: { look: string; text: string }[] = [];
    const walker = document.createTreeWalker(code, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const { color, fontStyle, fontWeight, fontFamily } = getComputedStyle(
        node.parentElement ?? code,
      );
      const text = node.textContent?.replace(/\s+/g, "") ?? "";
      if (text === "") continue;
      const look = [color, fontStyle, fontWeight, fontFamily].join(" ");
      const last = runs.at(-1);
      if (last?.look === look) last.text += text;
      else runs.push({ look, text });
    }
    return runs.map(({ look, text }) => `${look}: ${text}`);
  });
}
