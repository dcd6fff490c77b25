import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { installKernelspec } from "dropout-lab-kernel";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { jupyterProgram } from "../testing/jupyter-program.ts";

const SUITE = fileURLToPath(new URL("testing/jupyter_kernel_test_dropout_lab.py", import.meta.url));
const python = process.env.DROPOUT_LAB_PYTHON ?? jupyterProgram("python");

describe.skipIf(python === undefined)("jupyter_kernel_test", () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "kernel-test-"));
    installKernelspec(folder);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("passes in full, but for the pager, which this kernel has no use for", async () => {
    const env = {
      ...process.env,
      JUPYTER_PATH: folder,
      DROPOUT_LAB_HISTORY: join(folder, "history"),
      DROPOUT_LAB_COLORS: "errors",
    };
    const { stderr } = await promisify(execFile)(python as string, [SUITE, "-v"], { env });
    expect(stderr).toMatch(/OK \(skipped=1\)/);
    expect(stderr).toMatch(/test_pager .*skipped/);
  });
});
