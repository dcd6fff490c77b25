import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { createKernelspec } from "dropout-lab-kernel";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { jupyterProgram } from "../../testing/jupyter-program.ts";

interface Result {
  name: string;
  pass: boolean;
  detail: string;
}

const python = jupyterProgram("python");
const cwd = fileURLToPath(new URL("..", import.meta.url));

function behaviours(): string[] {
  if (python === undefined) return [];
  const { stdout, stderr } = spawnSync(python, ["-m", "conformance", "--list"], {
    cwd,
    encoding: "utf8",
  });
  if (stdout === "") throw new Error(`conformance: must list its behaviours, got ${stderr}`);
  return stdout
    .trim()
    .split("\n")
    .map((line) => (JSON.parse(line) as Result).name);
}

describe.skipIf(python === undefined)("the list of behaviours", () => {
  const path = new URL("seen-failing.json", import.meta.url);
  const seen = JSON.parse(readFileSync(path, "utf8")) as Record<string, string[]>;
  it("has at least 120, each of which was seen to fail on some kernel", () => {
    const names = behaviours();
    expect(names.length).toBeGreaterThanOrEqual(120);
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter((name) => (seen[name] ?? []).length === 0)).toEqual([]);
  });
});

describe.skipIf(python === undefined)("the kernel, as Jupyter's frontends see it", () => {
  const results = new Map<string, Result>();
  const waiting = new Map<string, (result: Result | undefined) => void>();
  let folder: string;
  let run: ChildProcess | undefined;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "conformance-"));
    const spec = join(folder, "kernel.json");
    writeFileSync(spec, JSON.stringify(createKernelspec()));
    const child = spawn(python as string, ["-m", "conformance", "--spec", spec], {
      cwd,
      stdio: ["ignore", "pipe", "inherit"],
    });
    run = child;
    const lines = createInterface({ input: child.stdout });
    lines.on("line", (line) => {
      const result = JSON.parse(line) as Result;
      results.set(result.name, result);
      waiting.get(result.name)?.(result);
    });
    lines.on("close", () => {
      for (const [name, settle] of waiting) settle(results.get(name));
    });
  });
  afterAll(async () => {
    if (run?.exitCode === null && run.signalCode === null) {
      // It may still be about to end its last kernel.
      run.kill("SIGTERM");
      await once(run, "close");
    }
    rmSync(folder, { recursive: true, force: true });
  });

  // Each waits for the one run of the whole list, which goes in the same order.
  it.each(behaviours())(
    "%s",
    async (name) => {
      const ended = run?.exitCode !== null || run.signalCode !== null;
      const result =
        results.get(name) ??
        (ended ? undefined : await new Promise((settle) => void waiting.set(name, settle)));
      expect(result).toMatchObject({ name, pass: true, detail: "" });
    },
    300_000,
  );
});
