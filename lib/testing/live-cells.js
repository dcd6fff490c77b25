/** @import { Page } from "playwright-core" */

/**
 * Runs a cell of a live page by its button, and gives the text that is shown under it when it has ended.
 * @param {Page} page @param {string} id
 * @returns {Promise<string>}
 */
export async function runCell(page, id) {
  const cell = page.locator(`[data-cell="${id}"]`);
  await cell.getByRole("button", { name: /^Run/ }).click();
  await page.waitForTimeout(1500);
  return (await cell.locator(".outputs").textContent()) ?? "";
}
