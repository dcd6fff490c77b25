/** @import { Browser, Page } from "playwright-core" */
import { openOffline } from "../../../lib/testing/browser.js";

/** How long the slider moves, in milliseconds. */
const MOVING = 4000;

/** @typedef {{ file: string, prepare: (page: Page) => Promise<unknown>, slider: string, drawing: string }} Moved */

/**
 * A cell of a page with one slider, which is run first.
 * @param {string} file @param {string} cell
 * @returns {Moved}
 */
export function sliderOfCell(file, cell) {
  const place = `[data-cell="${cell}"]`;
  return {
    file,
    slider: `${place} input[type=range]`,
    drawing: `${place} figure .live`,
    prepare: async (page) => {
      const box = page.locator(place);
      await box.scrollIntoViewIfNeeded();
      await box.getByRole("button", { name: "Run to move it" }).click();
      await box.locator("fieldset.controls:enabled").waitFor();
      await box.locator("figure.drawn").waitFor();
    },
  };
}

/**
 * The slider of p in the playground.
 * @param {string} file
 * @returns {Moved}
 */
export function sliderOfPlayground(file) {
  return {
    file,
    slider: "#controls [name=p]",
    drawing: "#figure-sums .drawing",
    prepare: (page) => page.locator("#status:not(:empty)").waitFor({ state: "attached" }),
  };
}

/**
 * Moves a slider from end to end at every frame, and counts in how many frames a second the drawing
 * is a newer one.
 * @param {Browser} browser @param {Moved} moved
 * @returns {Promise<number>}
 */
export async function moveSlider(browser, { file, prepare, slider, drawing }) {
  const { page, errors, requests } = await openOffline(browser, file, {
    viewport: { width: 1280, height: 800 },
  });
  try {
    await prepare(page);
    const drawn = await page.locator(slider).evaluate(countDrawn, { drawing, time: MOVING });
    if (errors.length + requests.length > 0) throw new Error([...errors, ...requests].join("\n"));
    return (1000 * drawn) / MOVING;
  } finally {
    await page.context().close();
  }
}

/**
 * In the page: in how many frames something in the drawing had changed.
 * @param {SVGElement | HTMLElement} slider @param {{ drawing: string, time: number }} given
 * @returns {Promise<number>}
 */
function countDrawn(slider, { drawing, time }) {
  const input = /** @type {HTMLInputElement} */ (slider);
  const place = document.querySelector(drawing);
  if (place === null) throw new Error(`moving: must find ${drawing}, got none`);
  let isNewer = false;
  const observer = new MutationObserver(() => {
    isNewer = true;
  });
  observer.observe(place, { subtree: true, childList: true, attributes: true });
  return new Promise((resolve) => {
    const start = performance.now();
    let drawn = 0;
    let up = true;
    const frame = () => {
      if (isNewer) drawn += 1;
      isNewer = false;
      if (performance.now() - start > time) {
        observer.disconnect();
        resolve(drawn);
        return;
      }
      const before = input.value;
      if (up) input.stepUp();
      else input.stepDown();
      if (input.value === before) up = !up;
      input.dispatchEvent(new Event("input", { bubbles: true }));
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });
}
