/// <reference lib="dom" />
/** @import { Browser } from "playwright-core" */
import { openOffline } from "../../../lib/testing/browser.js";

/**
 * Opens a page anew and edits its only cell: from the click until the editor is painted, in milliseconds.
 * @param {Browser} browser @param {string} file
 * @returns {Promise<number>}
 */
export async function timeEditor(browser, file) {
  const { page, errors, requests } = await openOffline(browser, file, {
    viewport: { width: 1280, height: 800 },
  });
  try {
    await page.locator("[data-state]").first().waitFor();
    const time = await page.locator(".cell[data-cell] .code").evaluate(
      (code) =>
        new Promise((/** @type {(time: number) => void} */ resolve) => {
          const start = performance.now();
          code.dispatchEvent(new MouseEvent("click", { bubbles: true }));
          requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - start)));
        }),
    );
    await page.locator(".cm-content:focus").waitFor();
    if (errors.length + requests.length > 0) throw new Error([...errors, ...requests].join("\n"));
    return time;
  } finally {
    await page.context().close();
  }
}
