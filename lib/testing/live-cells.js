/** @import { Page } from "playwright-core" */

/**
 * Runs a cell of a live page by its button, and gives the text that is shown under it when it has ended.
 * @param {Page} page @param {string} id
 * @returns {Promise<string>}
 */
export async function runCell(page, id) {
  const cell = page.locator(`[data-cell="${id}"]`);
  await cell.getByRole("button", { name: /^Run/ }).click();
  // Those above that have not run do so before.
  await cell.and(page.locator("[data-state=done], [data-state=error]")).waitFor();
  return (await cell.locator(".outputs").textContent()) ?? "";
}
