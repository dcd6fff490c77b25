import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

/** @param {string} script @param {string[]} args */
function run(script, ...args) {
  const path = fileURLToPath(new URL(script, import.meta.url));
  const { status, stdout, stderr } = spawnSync(process.execPath, [path, ...args], {
    encoding: "utf8",
  });
  return { status, stdout, stderr };
}

// Node runs, but has no module of Python's.
const wrong = ["/no/such/python", process.execPath];

test.each(wrong)("a benchmark answers --python %s with one sentence", (python) => {
  for (const name of ["matmul", "dropout", "learning"]) {
    expect(run("./bench.js", name, "--python", python)).toEqual({
      status: 1,
      stdout: "",
      stderr: `dropout-lab: --python: must be a Python that has torch, got ${python}\n`,
    });
  }
  const { status, stderr } = run("./bench.js", "kernel", "--python", python);
  expect({ status, stderr }).toEqual({
    status: 1,
    stderr: `dropout-lab: --python: must be a Python that has jupyter_client and ipykernel, got ${python}\n`,
  });
});

test.each(wrong)("test:torch answers --python %s with one sentence", (python) => {
  const { status, stderr } = run("./test-torch.js", "--python", python);
  expect({ status, stderr }).toEqual({
    status: 1,
    stderr: `--python: must be a Python that has torch, got ${python}\n`,
  });
});
