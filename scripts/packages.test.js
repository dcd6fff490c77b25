import { spawnSync } from "node:child_process";
import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readKernelSpec, startKernel } from "dropout-lab-pages/client";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launchBrowser, openOffline, skipWithoutBrowser } from "../lib/testing/browser.js";
import { runCell } from "../lib/testing/live-cells.js";
import { bytesIn, installAlone, PACKAGES, pack, run } from "./testing/packed.js";

const folder = realpathSync(mkdtempSync(join(tmpdir(), "packed-")));
afterAll(() => rmSync(folder, { recursive: true }));

/** @type {Map<string, { tarball: string, files: string[] }>} */
const packed = new Map();
beforeAll(() => {
  for (const name of PACKAGES) packed.set(name, pack(name, folder));
}, 300_000);

/** @param {string} name */
const tarballOf = (name) => /** @type {{ tarball: string }} */ (packed.get(name)).tarball;
/** @param {string} name */
const filesOf = (name) => /** @type {{ files: string[] }} */ (packed.get(name)).files;
/** A program of the packages installed where a command runs. */
const bin = (/** @type {string} */ name) => `node_modules/.bin/${name}`;

/**
 * Runs cells on the kernel that is installed under a prefix: their replies, and the texts they show.
 * @param {string} prefix @param {string} directory @param {string[]} cells
 */
async function runCells(prefix, directory, ...cells) {
  const spec = readKernelSpec(join(prefix, "share/jupyter/kernels/dropout-lab"));
  const kernel = await startKernel(spec, { directory });
  /** @type {string[]} */
  const shown = [];
  const replies = [];
  try {
    for (const code of cells) {
      const reply = await kernel.execute(code, {
        onMessage({ content }) {
          const { data } = /** @type {{ data?: Record<string, string> }} */ (content);
          if (data?.["text/plain"] !== undefined) shown.push(data["text/plain"]);
        },
      });
      replies.push(reply);
    }
  } finally {
    await kernel.shutdown();
  }
  return { replies, shown };
}

describe.each(PACKAGES)("the package %s", (name) => {
  test("holds its build, README and licence, and no sources or tests", () => {
    const files = filesOf(name);
    expect(files).toEqual(expect.arrayContaining(["package.json", "README.md", "LICENSE"]));
    expect(files.filter((file) => /\.test\.|\/testing\/|\.ts$(?<!\.d\.ts)/.test(file))).toEqual([]);
    expect(files.filter((file) => !/^(dist|bin|papermill)\/|^[^/]+$/.test(file))).toEqual([]);
  });

  test("is as publint and attw would have it", () => {
    for (const [command, ...args] of [
      [bin("publint"), "run", "--strict", tarballOf(name)],
      // Node 20.19 and later require ES modules, which this rule does not know yet.
      [bin("attw"), tarballOf(name), "--ignore-rules", "cjs-resolves-to-esm"],
    ]) {
      const { status, stdout, stderr } = spawnSync(String(command), args, { encoding: "utf8" });
      expect(status, `${stdout}${stderr}`).toBe(0);
    }
  });
});

describe("the library alone", () => {
  const alone = join(folder, "library");
  beforeAll(() => installAlone(alone, [tarballOf("dropout-lab")]), 300_000);

  test("takes at most 12 MB, and brings seedrandom only", () => {
    expect(readdirSync(join(alone, "node_modules")).filter((name) => name[0] !== ".")).toEqual([
      "dropout-lab",
      "seedrandom",
    ]);
    expect(bytesIn(join(alone, "node_modules"))).toBeLessThan(12e6);
    expect(filesOf("dropout-lab").filter((file) => file.startsWith("dist/data/"))).not.toEqual([]);
  });

  test("runs its README in Node, as a module and by require", () => {
    const readme = readFileSync(join(alone, "node_modules/dropout-lab/README.md"), "utf8");
    const program = /```ts\n([\s\S]*?)```/.exec(readme)?.[1] ?? "";
    writeFileSync(join(alone, "readme.js"), program);
    writeFileSync(
      join(alone, "readme.cjs"),
      program.replace(/import (.*) from (.*);/g, "const $1 = require($2);"),
    );
    const [imported, required] = ["readme.js", "readme.cjs"].map((file) =>
      run(alone, process.execPath, "--no-warnings", file),
    );
    expect(imported).toMatch(/^tensor\(\[\[/);
    expect(required).toBe(imported);
  });
});

describe("the kernel alone", () => {
  const alone = join(folder, "kernel");
  const prefix = join(alone, "prefix");
  beforeAll(() => installAlone(alone, [tarballOf("dropout-lab-kernel")]), 300_000);

  test("takes at most 100 MB, and brings nothing else of ours", () => {
    const names = readdirSync(join(alone, "node_modules"));
    expect(names.filter((name) => name.startsWith("dropout-lab"))).toEqual(["dropout-lab-kernel"]);
    expect(bytesIn(join(alone, "node_modules"))).toBeLessThan(100e6);
  });

  test("holds the extension for JupyterLab and papermill's translator", () => {
    const files = filesOf("dropout-lab-kernel");
    expect(files).toContain("papermill/dropout_lab_papermill.py");
    expect(files).toContain("papermill/dropout_lab_papermill.dist-info/entry_points.txt");
    const scripts = files.filter((file) => file.startsWith("dist/labextension/static/"));
    expect(
      scripts.map((file) => file.match(/static\/(\w+)\.[0-9a-f]{16}\.js$/)?.[1]).sort(),
    ).toEqual(["main", "plotly", "remoteEntry"]);
  });

  test("installs itself and runs cells, and says what a cell's import lacks", async () => {
    run(alone, "npx", "--no-install", "dropout-lab-kernel", "install", "--prefix", prefix);
    const extension = join(prefix, "share/jupyter/labextensions/dropout-lab");
    expect(readdirSync(extension).sort()).toEqual(["package.json", "static"]);
    const { replies, shown } = await runCells(
      prefix,
      alone,
      'import { display } from "tslab";\ndisplay.text("the API of tslab");',
      "const kept: number = 0.4 / (1 - 0.2);\nkept",
      "const wrong: string = kept;",
      'import { Dropout } from "dropout-lab/nn";\nDropout',
    );
    expect(replies.map(({ status }) => status)).toEqual(["ok", "ok", "error", "error"]);
    expect(shown).toEqual(["the API of tslab", "0.5"]);
    expect(JSON.stringify(replies[3])).toContain("npm install dropout-lab");
  });

  test("runs cells that import the library, once it is installed beside", async () => {
    installAlone(join(folder, "both"), [tarballOf("dropout-lab-kernel"), tarballOf("dropout-lab")]);
    const both = join(folder, "both");
    run(both, bin("dropout-lab-kernel"), "install", "--prefix", prefix);
    const code = [
      'import { Dropout } from "dropout-lab/nn";',
      'import { ones } from "dropout-lab/tensor";',
      "const dropout = new Dropout(0.2);",
      "dropout.eval();",
      "dropout.forward(ones([3]))",
    ].join("\n");
    const { shown } = await runCells(prefix, both, code);
    expect(shown).toEqual(["tensor([1., 1., 1.])"]);
  });
});

describe("the pages alone", () => {
  const alone = join(folder, "pages");
  beforeAll(() => {
    const tarballs = ["dropout-lab-pages", "dropout-lab-kernel", "dropout-lab"].map(tarballOf);
    installAlone(alone, tarballs);
  }, 300_000);

  test("export a notebook to one file", () => {
    const cell = { cell_type: "markdown", id: "only", metadata: {}, source: "# Kept / $(1-p)$" };
    const notebook = { nbformat: 4, nbformat_minor: 5, metadata: {}, cells: [cell] };
    writeFileSync(join(alone, "mine.ipynb"), JSON.stringify(notebook));
    const said = run(alone, "npx", "--no-install", "dropout-lab-pages", "export", "mine.ipynb");
    expect(said).toMatch(/^mine\.ipynb → mine\.html \(\d+ kB\)\n$/);
    expect(readFileSync(join(alone, "mine.html"), "utf8")).toContain("<math");
  });

  test("write the playground", () => {
    const said = run(alone, bin("dropout-lab-pages"), "export", "--playground");
    expect(said).toMatch(/^playground\.html \(\d+ kB\)\n$/);
    expect(readFileSync(join(alone, "playground.html"), "utf8")).toContain("playground-worker");
  });

  describe.skipIf(skipWithoutBrowser())("make a page of a notebook", () => {
    /** Each uses what only its package gives; arquero makes functions of text. */
    const cells = [
      [
        'import * as d3 from "d3"; d3.csvParse("a,b\\n1,2")[0].b + d3.format(".1f")(2.25)',
        "'22.3'",
      ],
      [
        'import * as aq from "arquero"; aq.table({ k: [1, 1, 2], v: [1, 2, 4] }).groupby("k").rollup({ s: aq.op.sum("v") }).array("s")',
        "[ 3, 4 ]",
      ],
      ['import { median } from "simple-statistics"; median([3, 1, 2])', "2"],
      [
        'import { z } from "zod"; z.object({ p: z.number().max(1) }).safeParse({ p: 2 }).success',
        "false",
      ],
      ['import { Dropout } from "dropout-lab/nn"; new Dropout(0.4).p', "0.4"],
    ];

    test("whose cells run with d3, arquero, simple-statistics, zod and the library", async () => {
      installAlone(alone, [
        ...["dropout-lab-pages", "dropout-lab-kernel", "dropout-lab"].map(tarballOf),
        ...["d3@7.9.0", "arquero@7.2.1", "simple-statistics@7.8.8", "zod@4.1.13"],
      ]);
      const notebook = {
        nbformat: 4,
        nbformat_minor: 5,
        metadata: { kernelspec: { name: "dropout-lab", display_name: "", language: "typescript" } },
        cells: cells.map(([source], at) => ({
          ...{ cell_type: "code", id: `c${at}`, metadata: {}, source },
          ...{ outputs: [], execution_count: null },
        })),
      };
      writeFileSync(join(alone, "live.ipynb"), JSON.stringify(notebook));
      run(alone, bin("dropout-lab-pages"), "export", "live.ipynb", "--strict");
      const browser = await launchBrowser();
      try {
        const { page, errors, requests } = await openOffline(browser, join(alone, "live.html"));
        const shown = [];
        for (const at of cells.keys()) shown.push(await runCell(page, `c${at}`));
        expect(shown).toEqual(cells.map(([, text]) => text));
        expect([...errors, ...requests]).toEqual([]);
      } finally {
        await browser.close();
      }
    }, 300_000);
  });

  test("say their version, and what their command takes", () => {
    const { version } = JSON.parse(
      readFileSync(new URL("../lib/pages/package.json", import.meta.url), "utf8"),
    );
    expect(run(alone, bin("dropout-lab-pages"), "--version")).toBe(`${version}\n`);
    expect(run(alone, bin("dropout-lab-pages"), "--help")).toContain(
      "usage: dropout-lab-pages export",
    );
    expect(() => run(alone, bin("dropout-lab-pages"), "print")).toThrow(
      "dropout-lab-pages: must be followed by export, got print",
    );
  });
});
