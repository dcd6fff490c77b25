import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";

const lib = fileURLToPath(new URL("../lib", import.meta.url));
/** @type {string} */ let folder;

// Without the build: what an old Node cannot even link must not be asked for before the check.
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "old-node-"));
  for (const name of ["kernel", "pages"]) {
    cpSync(join(lib, name, "bin"), join(folder, name, "bin"), { recursive: true });
  }
  writeFileSync(join(folder, "package.json"), `{ "type": "module" }`);
});
afterAll(() => rmSync(folder, { recursive: true }));

/** @param {string} version of the Node that a program believes to run on @param {string} program */
function run(version, program) {
  const versions = `{ value: { ...process.versions, node: "${version}" } }`;
  const preload = `data:text/javascript,Object.defineProperty(process, "versions", ${versions})`;
  const args = ["--import", preload, join(folder, program), "--version"];
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
  return { status, stderr };
}

const programs = [
  "kernel/bin/kernel.js",
  "kernel/bin/dropout-lab-kernel.js",
  "pages/bin/dropout-lab-pages.js",
];

test.each(programs)("%s refuses an old Node in one sentence", (program) => {
  for (const version of ["18.20.8", "20.18.3"]) {
    const stderr = `dropout-lab: Node must be 20.19 or newer, got ${version}\n`;
    expect(run(version, program)).toEqual({ status: 1, stderr });
  }
});

test.each(programs)("%s goes on with a new enough Node", (program) => {
  for (const version of ["20.19.0", "21.0.0", "24.1.0"]) {
    expect(run(version, program).stderr).toContain("ERR_MODULE_NOT_FOUND");
  }
});
