/** @import { Browser, Page } from "playwright-core" */
import { openOffline } from "../../../lib/testing/browser.js";

/**
 * What a round measures, in milliseconds.
 * @typedef {object} Times
 * @property {number} paint from the start of the navigation
 * @property {number} first the first run of the first cell, from the click to its result
 * @property {number} later the middle one of ten more
 * @property {number} figure from a figure's coming into the window of a page at rest until it is live
 * @property {number} all all cells
 */

/** How long a reader is given to begin at the top, in milliseconds: plotly.js runs while nothing else does. */
const REST = 1000;

/**
 * Opens a page anew and measures it; a request or an error is thrown.
 * @param {Browser} browser @param {string} file
 * @returns {Promise<Times>}
 */
export async function timePage(browser, file) {
  const { page, errors, requests } = await openOffline(browser, file, {
    viewport: { width: 1280, height: 800 },
  });
  try {
    await page.locator("[data-state]").first().waitFor();
    const paint = await page.evaluate(
      () => performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? Number.NaN,
    );
    await page.waitForTimeout(REST);
    const figure = await timeFigure(page);
    const first = await timeRun(page);
    const later = [];
    for (let round = 0; round < 10; round++) later.push(await timeRun(page));
    later.sort((a, b) => a - b);
    const all = await timeAll(page);
    if (errors.length + requests.length > 0) throw new Error([...errors, ...requests].join("\n"));
    return { paint, figure, first, later: later[5] ?? Number.NaN, all };
  } finally {
    await page.context().close();
  }
}

/**
 * Opens a page anew and goes to a figure as soon as the cells are live: until it is live too.
 * @param {Browser} browser @param {string} file
 * @returns {Promise<number>}
 */
export async function timeHastyFigure(browser, file) {
  const { page } = await openOffline(browser, file, { viewport: { width: 1280, height: 800 } });
  try {
    await page.locator("[data-state]").first().waitFor();
    return await timeFigure(page);
  } finally {
    await page.context().close();
  }
}

/** From the click to the first cell's result in the page. @param {Page} page */
function timeRun(page) {
  return page.evaluate(
    () =>
      new Promise((/** @type {(time: number) => void} */ resolve) => {
        const cell = /** @type {HTMLElement} */ (document.querySelector(".cell[data-cell]"));
        let start = 0;
        const observer = new MutationObserver(() => {
          if (cell.dataset.state !== "done") return;
          observer.disconnect();
          resolve(performance.now() - start);
        });
        observer.observe(cell, { attributeFilter: ["data-state"] });
        start = performance.now();
        /** @type {HTMLElement} */ (cell.querySelector("button.run")).click();
      }),
  );
}

/** @param {Page} page */
function timeFigure(page) {
  return page.evaluate(
    () =>
      new Promise((/** @type {(time: number) => void} */ resolve) => {
        const figure = document.querySelector("figure.plot");
        if (figure === null) return resolve(Number.NaN);
        const start = performance.now();
        const observer = new MutationObserver(() => {
          if (!figure.classList.contains("drawn")) return;
          observer.disconnect();
          resolve(performance.now() - start);
        });
        observer.observe(figure, { attributeFilter: ["class"] });
        figure.scrollIntoView();
      }),
  );
}

/** @param {Page} page */
async function timeAll(page) {
  const started = performance.now();
  await page.getByRole("button", { name: "Run all" }).click();
  await page.waitForFunction(() => {
    const cells = /** @type {NodeListOf<HTMLElement>} */ (
      document.querySelectorAll(".cell[data-cell]")
    );
    return [...cells].every(({ dataset }) => dataset.state === "done");
  });
  return performance.now() - started;
}
