import { fileURLToPath } from "node:url";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser, skipWithoutBrowser } from "../../testing/browser.js";
import { conformanceCases } from "../cell/testing/conformance-cells.ts";
import { loweringScript } from "./lowering-script.ts";
import type { CaseOutcome } from "./testing/conformance-worker.ts";
import { openScriptPage } from "./testing/open-page.ts";
import { pageDifferences } from "./testing/page-differences.ts";
import { bundleWorker } from "./worker-script.ts";

interface TestPage {
  runCases(script: string, lowering: string, count: number): Promise<CaseOutcome[]>;
}

describe.skipIf(skipWithoutBrowser())("cells in a page from disk", () => {
  let browser: Browser;
  let outcomes: CaseOutcome[];
  let errors: string[];
  beforeAll(async () => {
    browser = await launchBrowser();
    const opened = await openScriptPage(
      browser,
      new URL("./testing/conformance-page.ts", import.meta.url),
    );
    const script = await bundleWorker(
      fileURLToPath(new URL("./testing/conformance-worker.ts", import.meta.url)),
    );
    outcomes = await opened.page.evaluate(
      (values) => (globalThis as unknown as TestPage).runCases(...values),
      [script, await loweringScript(), conformanceCases.length] as const,
    );
    errors = [...opened.errors, ...opened.requests];
  });
  afterAll(() => browser?.close());

  it.each(conformanceCases.map((expected, index) => ({ ...expected, index })))(
    "$title",
    (expected) => {
      const { title, ...found } = outcomes[expected.index] as CaseOutcome;
      expect(title).toBe(expected.title);
      const holds = () => {
        if (expected.syntax !== undefined) return expect(found.syntax).toEqual(expected.syntax);
        if (expected.error !== undefined) {
          expect(found.error).toBe(expected.error);
          if (expected.at !== undefined) expect(found.at).toEqual(expected.at);
          return;
        }
        expect(found.error ?? found.message).toBeUndefined();
        expect(found.hasValue).toBe(expected.none !== true);
        expect(found.value).toEqual(expected.value);
      };
      // A difference that is none any more is to leave the list.
      if (title in pageDifferences) expect(holds, pageDifferences[title]).toThrow();
      else holds();
    },
  );

  it("asks for nothing, and breaks no rule of the page", () => {
    expect(errors).toEqual([]);
  });
});
