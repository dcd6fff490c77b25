import { spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { fingerprint } from "./fingerprint.js";
import { installed } from "./python/environment.js";

/** A checkout that has nothing but what makes environments. @type {string} */
let checkout;
beforeEach(() => {
  checkout = realpathSync(mkdtempSync(join(tmpdir(), "environment-")));
  const here = fileURLToPath(new URL(".", import.meta.url));
  for (const path of ["python", "fingerprint.js"]) {
    cpSync(join(here, path), join(checkout, "scripts", path), { recursive: true });
  }
  writeFileSync(join(checkout, "package.json"), '{ "type": "module" }');
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  rmSync(checkout, { recursive: true });
});

const load = () => import(pathToFileURL(join(checkout, "scripts/python/environment.js")).href);

/** An environment that was made for a place. @param {string} place @param {string} [python] */
function makeEnvironment(place, python = process.execPath) {
  const venv = join(checkout, ".venv");
  mkdirSync(join(venv, "bin"), { recursive: true });
  symlinkSync(python, join(venv, "bin", "python"));
  const files = ["requirements.txt", "constraints.txt"].map((name) => `scripts/python/${name}`);
  writeFileSync(join(venv, ".dropout-lab-install"), `${fingerprint(checkout, files)}\n${place}`);
}

it.skipIf(process.platform === "win32")(
  "takes an environment that was made where it is",
  async () => {
    makeEnvironment(join(checkout, ".venv"));
    const { installed } = await load();
    expect(installed("jupyter", "jupyter")).toBe(join(checkout, ".venv/bin/jupyter"));
  },
);

it("does not take one that a checkout brought from elsewhere, and says so as it makes it anew", async () => {
  makeEnvironment("/elsewhere/.venv");
  const said = vi.spyOn(console, "error").mockImplementation(() => {});
  const { ensure, installed } = await load();
  expect(installed("jupyter")).toBe(undefined);
  // No Python, so that it goes no further; then one that cannot make environments after all.
  vi.stubEnv("PYTHON", join(checkout, "no-python"));
  expect(() => ensure("jupyter")).toThrow("python3: must be installed");
  expect(existsSync(join(checkout, ".venv"))).toBe(true);
  vi.stubEnv("PYTHON", process.platform === "win32" ? "" : "true");
  expect(() => ensure("jupyter")).toThrow("must run, got spawnSync");
  expect(said).toHaveBeenCalledWith(
    "dropout-lab: installing requirements.txt into .venv (a minute or more), anew, since what is there was made for /elsewhere/.venv",
  );
  expect(existsSync(join(checkout, ".venv"))).toBe(false);
});

it("does not take one whose Python is gone", async () => {
  makeEnvironment(join(checkout, ".venv"), join(checkout, "gone"));
  const { installed } = await load();
  expect(installed("jupyter")).toBe(undefined);
});

const jupyter = installed("jupyter", "jupyter");

it.skipIf(!jupyter)("has a JupyterLab that starts without a complaint about Node", () => {
  const { status, stderr } = spawnSync(String(jupyter), ["lab", "--version"], { encoding: "utf8" });
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
});
