import * as library from "dropout-lab/display";
import { expect, it } from "vitest";
import * as kernel from "./display-convention.ts";

it("is the lesson library's, which the kernel does not import", () => {
  const metadata = { "image/png": { width: 640 } };
  const bundle = library.withMetadata({ "image/png": "aGVsbG8=" }, metadata);
  const picture = { [library.displaySymbol]: () => bundle };
  expect(kernel.displaySymbol).toBe(library.displaySymbol);
  expect(kernel.isDisplayable(picture)).toBe(true);
  expect(kernel.isDisplayable({ display: () => bundle })).toBe(false);
  expect(kernel.metadataOf(bundle)).toEqual(metadata);
});
