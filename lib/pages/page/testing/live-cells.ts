import type { Page } from "playwright-core";

/** Runs a cell of a live page by its button, and gives what is shown under it when it has ended. */
export async function runCell(page: Page, id: string): Promise<string> {
  const cell = page.locator(`[data-cell="${id}"]`);
  await cell.getByRole("button", { name: /^Run/ }).click();
  await page.waitForTimeout(1500);
  return (await cell.locator(".outputs").textContent()) ?? "";
}
