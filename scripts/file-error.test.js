import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { fileError } from "./file-error.js";

/** @type {string} */ let folder;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "file-error-"));
  writeFileSync(join(folder, "file"), "");
  mkdirSync(join(folder, "folder"));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** @param {() => void} act */
function thrown(act) {
  try {
    act();
  } catch (error) {
    return error;
  }
}

test("names the folder that cannot be made", () => {
  const path = join(folder, "file", "site");
  expect(fileError(thrown(() => mkdirSync(path, { recursive: true })))).toBe(
    `${path}: must be there to read and write, got ENOTDIR`,
  );
});

test("names the file that cannot be replaced, not the temporary one", () => {
  const page = join(folder, "folder");
  expect(fileError(thrown(() => renameSync(join(folder, "file"), page)))).toBe(
    `${page}: must be there to read and write, got EISDIR`,
  );
});

test("leaves other errors alone", () => {
  expect(fileError(new Error("another"))).toBeUndefined();
  expect(fileError(thrown(() => new URL("no address")))).toBeUndefined();
  expect(fileError("a text")).toBeUndefined();
});
