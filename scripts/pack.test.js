import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { readKernelSpec, startKernel } from "dropout-lab-pages/client";
import { readNotebook, runNotebook, writeNotebook } from "dropout-lab-pages/notebook";
import { afterAll, beforeAll, expect, test } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));
const folder = realpathSync(mkdtempSync(join(tmpdir(), "packed-")));
afterAll(() => rmSync(folder, { recursive: true }));

// What npm tells the scripts it runs would tell the npm called here that it is in the checkout.
const env = Object.fromEntries(
  Object.entries(process.env).filter(
    ([name]) => !/^npm_(package|lifecycle|config_(local_prefix|workspace))/.test(name),
  ),
);

/** @param {string} command @param {string[]} args */
function run(command, ...args) {
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd: command === "npm" && args[0] === "pack" ? root : folder,
    env,
    encoding: "utf8",
    shell: process.platform === "win32",
  });
  if (status !== 0) throw new Error(`${command} ${args.join(" ")}: ${stderr}${stdout}`);
  return stdout;
}

/** @type {string[]} */
let files = [];
beforeAll(() => {
  const pack = run("npm", "pack", "-w", "dropout-lab", "--json", "--pack-destination", folder);
  // The build may print before the JSON begins.
  const [{ filename, files: packed }] = JSON.parse(pack.slice(pack.search(/^\[/m)));
  files = packed.map((/** @type {{ path: string }} */ { path }) => path);
  writeFileSync(join(folder, "package.json"), '{ "private": true }');
  const options = ["--ignore-scripts", "--prefer-offline", "--no-audit", "--no-fund"];
  run("npm", "install", ...options, "--fetch-retries=5", join(folder, filename));
}, 300_000);

test("the package holds the build, the programs, the README and the licence, and no tests", () => {
  for (const file of [
    "README.md",
    "LICENSE",
    "package.json",
    "bin/dropout-lab.js",
    "bin/kernel.js",
    "dist/nn/index.js",
    "dist/nn/index.d.ts",
    "dist/kernel/index.js",
    "papermill/dropout_lab_papermill.py",
    "papermill/dropout_lab_papermill.dist-info/entry_points.txt",
    "dist/labextension/package.json",
  ]) {
    expect(files).toContain(file);
  }
  const scripts = files.filter((file) => file.startsWith("dist/labextension/static/"));
  expect(scripts.map((file) => file.match(/static\/(\w+)\.[0-9a-f]{16}\.js$/)?.[1]).sort()).toEqual(
    ["main", "plotly", "remoteEntry"],
  );
  expect(files.filter((file) => file.startsWith("dist/data/"))).not.toEqual([]);
  expect(files.filter((file) => /\.test\.|\/testing\/|\.ts$(?<!\.d\.ts)/.test(file))).toEqual([]);
});

test("installed elsewhere, its kernel runs a notebook that imports its library", async () => {
  const prefix = join(folder, "prefix");
  run("npx", "--no-install", "dropout-lab", "kernel", "install", "--prefix", prefix);
  const spec = readKernelSpec(join(prefix, "share/jupyter/kernels/dropout-lab"));
  const extension = join(prefix, "share/jupyter/labextensions/dropout-lab");
  expect(readdirSync(extension).sort()).toEqual(["package.json", "static"]);
  const path = join(folder, "mine.ipynb");
  const source = [
    'import { Dropout } from "dropout-lab/nn";',
    'import { ones } from "dropout-lab/tensor";',
    'import { display } from "tslab";',
    'display.text("by the API of tslab, which is not installed here");',
    "const dropout = new Dropout(0.2);",
    "dropout.eval();",
    "dropout.forward(ones([3]))",
  ].join("\n");
  writeNotebook(path, {
    nbformat: 4,
    nbformat_minor: 5,
    metadata: {},
    cells: [
      {
        cell_type: "code",
        id: "only",
        metadata: {},
        source,
        execution_count: null,
        outputs: [],
      },
    ],
  });
  const kernel = await startKernel(spec, { directory: folder });
  try {
    const { cells } = await runNotebook(readNotebook(path), { kernel, subject: "mine" });
    expect(cells[0]).toMatchObject({
      outputs: [
        { data: { "text/plain": "by the API of tslab, which is not installed here" } },
        { output_type: "execute_result", data: { "text/plain": "tensor([1., 1., 1.])" } },
      ],
    });
  } finally {
    await kernel.shutdown();
  }
});
