import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { findPicture } from "./images.ts";

const root = mkdtempSync(join(tmpdir(), "images-"));
const dir = join(root, "notebooks");
mkdirSync(join(dir, "figures"), { recursive: true });
for (const path of [join(root, "out.svg"), join(dir, "in.svg"), join(dir, "figures", "a.svg")]) {
  writeFileSync(path, "<svg xmlns='http://www.w3.org/2000/svg'></svg>");
}
symlinkSync(join(root, "out.svg"), join(dir, "link.svg"));
afterAll(() => rmSync(root, { recursive: true }));

test.each([
  ["in.svg", false],
  ["figures/a.svg", false],
  ["figures/../in.svg", false],
  ["../notebooks/in.svg", false],
  ["../out.svg", true],
  ["figures/../../out.svg", true],
  ["%2e%2e/out.svg", true],
  [join(root, "out.svg"), true],
  ["link.svg", true],
])("a picture says whether it is from outside the notebook's folder: %s", (address, isOutside) => {
  const picture = findPicture(address, {}, dir);
  expect(picture).toMatchObject({ kind: "inline", isFromOutside: isOutside });
});

test("what has no address, or is a folder, is no picture", () => {
  expect(findPicture("", {}, dir)).toEqual({ kind: "missing", reason: "without an address" });
  expect(findPicture("figures", {}, dir)).toMatchObject({ kind: "missing" });
});
