import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, test } from "vitest";

const folder = mkdtempSync(join(tmpdir(), "reference-"));
afterAll(() => rmSync(folder, { recursive: true }));

test("npm run docs writes the reference, without a warning", () => {
  const script = fileURLToPath(new URL("./docs.js", import.meta.url));
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, "--out", folder], {
    encoding: "utf8",
    timeout: 240_000,
  });
  const said = stderr.replace(
    "dropout-lab: installing typedoc into scripts/docs/node_modules\n",
    "",
  );
  expect({ said, stdout, status }).toEqual({
    said: "",
    stdout: `The API reference is ${join(folder, "index.html")}.\n`,
    status: 0,
  });
  const page = readFileSync(join(folder, "functions/dropout-lab_tensor.bernoulli.html"), "utf8");
  expect(page).toContain("with the given probabilities");
  expect(page).toContain('href="../../index.html"');
  expect(existsSync(join(folder, "modules/dropout-lab_nn.html"))).toBe(true);
}, 300_000);
