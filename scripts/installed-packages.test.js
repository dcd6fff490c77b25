import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, it } from "vitest";
import { packagesAreLocked } from "./installed-packages.js";

const a = { version: "1.0.0", resolved: "a-1.0.0.tgz", integrity: "sha512-a" };
const foreign = { version: "1.0.0", optional: true, os: ["aix"] };
const lock = { "": { name: "checkout" }, "node_modules/a": a, "node_modules/foreign": foreign };

/** @type {string} */
let root;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "installed-"));
  mkdirSync(join(root, "node_modules"));
  write("package-lock.json", lock);
});
afterEach(() => rmSync(root, { recursive: true }));

/** @param {string} path @param {Record<string, object>} packages */
function write(path, packages) {
  writeFileSync(join(root, path), JSON.stringify({ lockfileVersion: 3, packages }));
}

/** @param {Record<string, object>} packages */
function isLockedWith(packages) {
  write("node_modules/.package-lock.json", packages);
  return packagesAreLocked(root);
}

it("takes what npm installed of the lock, and by whose command does not matter", () => {
  expect(isLockedWith({ "node_modules/a": a })).toBe(true);
  expect(isLockedWith({ "node_modules/a": { ...a, dev: true } })).toBe(true);
  expect(isLockedWith({ "node_modules/a": a, "node_modules/foreign": foreign })).toBe(true);
});

it("asks for an install where there was none, or it was stopped", () => {
  expect(packagesAreLocked(root)).toBe(false);
});

it("asks for an install where a package is missing, too many or another one", () => {
  expect(isLockedWith({})).toBe(false);
  expect(isLockedWith({ "node_modules/a": a, "node_modules/b": a })).toBe(false);
  expect(isLockedWith({ "node_modules/a": { ...a, version: "1.0.1" } })).toBe(false);
  expect(isLockedWith({ "node_modules/a": { ...a, integrity: "sha512-b" } })).toBe(false);
  expect(isLockedWith({ "node_modules/a": { ...a, resolved: "b.tgz" } })).toBe(false);
});

it("knows this very checkout as installed", () => {
  expect(packagesAreLocked(fileURLToPath(new URL("..", import.meta.url)))).toBe(true);
});
