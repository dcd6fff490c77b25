import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

// The last two stand in lib/ while it is packed, and no build reads them.
const SKIPPED = new Set([
  ...["node_modules", "dist", "generated", "__pycache__"],
  ...["README.md", "LICENSE"],
]);
const OF_TESTS = new Set(["testing", "conformance"]);

/** Whether a file or folder serves tests only. @param {string} name without its folder */
export const isOfTests = (name) => OF_TESTS.has(name) || /\.test\.[jt]s$/.test(name);

/**
 * One hash over the names and contents of files; a folder stands for everything under it but
 * `node_modules`, what is built (`dist`, `generated`, `__pycache__`), what is read by people only, and tests with
 * what serves them.
 * @param {string} root the folder that the paths are relative to
 * @param {string[]} paths
 */
export function fingerprint(root, paths) {
  const hash = createHash("sha256");
  /** @param {string} path */
  const add = (path) => {
    const full = join(root, path);
    if (!statSync(full).isDirectory()) {
      hash.update(path).update("\0").update(readFileSync(full)).update("\0");
      return;
    }
    for (const name of readdirSync(full).sort()) {
      if (SKIPPED.has(name) || isOfTests(name)) continue;
      // A link to nothing is nothing.
      if (existsSync(join(full, name))) add(join(path, name));
    }
  };
  for (const path of paths) add(path);
  return hash.digest("hex");
}
