import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, test } from "vitest";

const folder = mkdtempSync(join(tmpdir(), "caller-"));
afterAll(() => rmSync(folder, { recursive: true }));

test("npm run export takes paths from where its caller stands", () => {
  const cwd = fileURLToPath(new URL("../notebooks/guides", import.meta.url));
  const args = [
    "run",
    "--silent",
    "export",
    "--",
    "kernel-tour.ipynb",
    "--static",
    "--out",
    folder,
  ];
  const { status, stderr } = spawnSync("npm", args, {
    cwd,
    encoding: "utf8",
    shell: process.platform === "win32",
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  expect(existsSync(join(folder, "kernel-tour.html"))).toBe(true);
});
