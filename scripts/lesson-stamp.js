import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fingerprint, isOfTests } from "./fingerprint.js";

/**
 * Changes when anything changes that a lesson's outputs may depend on, but the lesson itself: the
 * build, and the files beside the lessons, which they may import or read.
 * @param {string} root the checkout's folder
 */
export function lessonStamp(root) {
  const beside = readdirSync(join(root, "notebooks"))
    .filter((name) => !name.endsWith(".ipynb") && name !== ".ipynb_checkpoints" && !isOfTests(name))
    .filter((name) => existsSync(join(root, "notebooks", name)))
    .sort()
    .map((name) => join("notebooks", name));
  const builds = ["library", "kernel"].map((name) =>
    readFileSync(join(root, "lib", name, "dist/.fingerprint"), "utf8"),
  );
  return [...builds, fingerprint(root, beside)].join("");
}
