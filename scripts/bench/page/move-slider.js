/** @import { Browser } from "playwright-core" */
import { openOffline } from "../../../lib/testing/browser.js";

/** How long the slider moves, in milliseconds. */
const MOVING = 4000;

/**
 * Runs a cell with a slider, moves the slider from end to end at every frame, and counts how many frames
 * a second show a newer figure.
 * @param {Browser} browser @param {string} file @param {string} cell
 * @returns {Promise<number>}
 */
export async function moveSlider(browser, file, cell) {
  const { page, errors, requests } = await openOffline(browser, file, {
    viewport: { width: 1280, height: 800 },
  });
  try {
    const box = page.locator(`[data-cell="${cell}"]`);
    await box.scrollIntoViewIfNeeded();
    await box.getByRole("button", { name: "Run to move it" }).click();
    await box.locator("fieldset.controls:enabled").waitFor();
    await box.locator("figure.drawn").waitFor();
    const drawn = await box.getByRole("slider").evaluate(countDrawn, MOVING);
    if (errors.length + requests.length > 0) throw new Error([...errors, ...requests].join("\n"));
    return (1000 * drawn) / MOVING;
  } finally {
    await page.context().close();
  }
}

/**
 * In the page: in how many frames plotly.js had drawn something newer.
 * @param {SVGElement | HTMLElement} slider @param {number} time
 * @returns {Promise<number>}
 */
function countDrawn(slider, time) {
  const input = /** @type {HTMLInputElement} */ (slider);
  const { Plotly } =
    /** @type {{ Plotly: { react: (...given: unknown[]) => Promise<unknown> } }} */ (
      /** @type {unknown} */ (globalThis)
    );
  const react = Plotly.react;
  let isNewer = false;
  Plotly.react = async (...given) => {
    const done = await react.call(Plotly, ...given);
    isNewer = true;
    return done;
  };
  return new Promise((resolve) => {
    const start = performance.now();
    let drawn = 0;
    let up = true;
    const frame = () => {
      if (isNewer) drawn += 1;
      isNewer = false;
      if (performance.now() - start > time) {
        Plotly.react = react;
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
