import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { openOffline } from "../../../lib/testing/browser.js";

/** @import { Browser } from "playwright-core" */

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const PHONE = { width: 390, height: 844 };

/**
 * What a reader meets in a page: what axe finds, rule by rule with the number of elements; by how
 * many pixels it is wider than a phone; what it asks of the network.
 * @typedef {{ violations: Record<string, number>, overflow: number, requests: number }} PageMeasures
 */

/**
 * Opens a page on a phone whose network is off.
 * @param {Browser} browser
 * @param {string} file
 * @returns {Promise<PageMeasures>}
 */
export async function measurePage(browser, file) {
  const { page, requests } = await openOffline(browser, file, { viewport: PHONE });
  try {
    const session = await page.context().newCDPSession(page);
    /** Not `page.evaluate`, which a page's content policy forbids. @param {string} expression */
    const evaluate = async (expression) => {
      const options = { expression, awaitPromise: true, returnByValue: true };
      const { result, exceptionDetails } = await session.send("Runtime.evaluate", options);
      if (exceptionDetails) throw new Error(exceptionDetails.exception?.description);
      return result.value;
    };
    const overflow = await evaluate("document.documentElement.scrollWidth - innerWidth");
    await evaluate(`${axe}; undefined`);
    const violations = await evaluate(
      `axe.run(document, { resultTypes: ["violations"] }).then(({ violations }) =>
        Object.fromEntries(violations.map(({ id, nodes }) => [id, nodes.length])))`,
    );
    return {
      violations,
      overflow,
      requests: requests.filter((url) => /^(https?|wss?):/.test(url)).length,
    };
  } finally {
    await page.context().close();
  }
}
