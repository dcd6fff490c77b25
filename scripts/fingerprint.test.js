import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { fingerprint } from "./fingerprint.js";

/** @type {string} */ let root;
/** @param {string} path @param {string} text */
const put = (path, text) => {
  mkdirSync(join(root, dirname(path)), { recursive: true });
  writeFileSync(join(root, path), text);
};

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "fingerprint-"));
  put("lib/cell/index.ts", "1");
  put("lib/cell/testing/host.ts", "1");
});
afterEach(() => rmSync(root, { recursive: true }));

test.each([
  ["lib/cell/index.ts", true],
  ["lib/cell/other.ts", true],
  ["lib/page/styles/page.css", true],
  ["lib/cell/index.test.ts", false],
  ["lib/cell/testing/host.ts", false],
  ["lib/cell/testing/cases/more.ts", false],
  ["lib/kernel/conformance/output.py", false],
  ["lib/kernel/dist/index.js", false],
  ["lib/cell/LICENSE", false],
])("a change of %s changes it: %s", (path, changes) => {
  const before = fingerprint(root, ["lib"]);
  put(path, "changed");
  expect(fingerprint(root, ["lib"]) !== before).toBe(changes);
});

test("a file of tests that is named itself counts", () => {
  put("lib/cell/index.test.ts", "1");
  const before = fingerprint(root, ["lib/cell/index.test.ts"]);
  put("lib/cell/index.test.ts", "2");
  expect(fingerprint(root, ["lib/cell/index.test.ts"])).not.toBe(before);
});
