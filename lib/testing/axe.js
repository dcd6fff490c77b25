/// <reference lib="dom" />
import axe from "axe-core";

/** @import { Page } from "playwright-core" */

/**
 * The rules of accessibility that a page breaks, each with the elements that do.
 * @param {Page} page
 * @returns {Promise<string[]>}
 */
export async function axeViolations(page) {
  // A policy lets no script be added, but does not hold for what the driver evaluates.
  await page.evaluate(axe.source);
  return await page.evaluate(async () => {
    const { axe: inPage } = /** @type {{ axe: typeof axe }} */ (
      /** @type {unknown} */ (globalThis)
    );
    const { violations } = await inPage.run();
    return violations.map(({ id, nodes }) => {
      return `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join("\n")}`;
    });
  });
}
