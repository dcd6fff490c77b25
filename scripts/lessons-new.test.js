import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const folder = fileURLToPath(new URL(".", import.meta.url));

/** @param {string} script @param {string[]} args */
const run = (script, ...args) =>
  spawnSync(process.execPath, [script, ...args], { encoding: "utf8" });

test("npm run lessons:new refuses a title without quotes, of which a part would be lost", () => {
  // The number is that of lesson 1, so that nothing can be written.
  const { status, stderr } = run(join(folder, "lessons-new.js"), "01-coins", "Fair", "coins");
  expect(stderr).toBe("dropout-lab: title: must be one argument in quotes, got 2\n");
  expect(status).toBe(2);
});

test("npm run lessons:new says in a sentence what cannot be written", () => {
  const checkout = realpathSync(mkdtempSync(join(tmpdir(), "checkout-")));
  try {
    cpSync(folder, join(checkout, "scripts"), { recursive: true });
    writeFileSync(join(checkout, "package.json"), '{ "type": "module" }');
    writeFileSync(join(checkout, "README.md"), "| 1 | [One](notebooks/01-one.ipynb) | First. |\n");
    mkdirSync(join(checkout, "notebooks"));
    // Where a folder should be, also for root.
    writeFileSync(join(checkout, "notebooks/solutions"), "");
    const script = join(checkout, "scripts/lessons-new.js");
    const { status, stderr } = run(script, "02-coins", "Coins");
    const solutions = join(checkout, "notebooks/solutions");
    expect(stderr).toBe(`dropout-lab: ${solutions}: must be there to read and write, got EEXIST\n`);
    expect(status).toBe(1);
  } finally {
    rmSync(checkout, { recursive: true });
  }
});
