import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { createKernelspec } from "dropout-lab-kernel";
import { type CodeCell, writeNotebook } from "dropout-lab-pages/notebook";
import { buildSite } from "dropout-lab-pages/site";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { directory, lessonsIn, readAll } from "./testing/run-lesson.ts";

describe("a lesson that is changed", () => {
  let copy = "";
  beforeEach(() => {
    // Inside the checkout, so that its cells find the packages.
    const cache = join(directory, "../.cache");
    mkdirSync(cache, { recursive: true });
    copy = mkdtempSync(join(cache, "changed-"));
    cpSync(join(directory, "tsconfig.json"), join(copy, "tsconfig.json"));
  });
  afterEach(() => rmSync(copy, { recursive: true }));

  /** Builds the page of the first lesson, up to its imports, with one more cell. */
  async function build(source: string) {
    const [name, { notebook }] = lessonsIn(".")[0] ?? expect.fail("must have a lesson");
    const imports = notebook.cells.findIndex(({ cell_type }) => cell_type === "code");
    const cells = notebook.cells.slice(0, imports + 1);
    const cell: CodeCell = {
      cell_type: "code",
      id: "one-more",
      metadata: {},
      source,
      execution_count: null,
      outputs: [],
    };
    writeNotebook(join(copy, `${name}.ipynb`), { ...notebook, cells: [...cells, cell] });
    const output = join(copy, "site");
    const failures = await buildSite({
      lessons: readAll(copy),
      output,
      kernel: createKernelspec(),
    });
    return { name, failures, page: readFileSync(join(output, `${name}.html`), "utf8") };
  }

  test("shows its new output on its page", async () => {
    const { failures, page } = await build('console.log("six times seven is " + 6 * 7);');
    expect(failures).toEqual([]);
    expect(page).toContain("six times seven is 42");
  });

  test("is named with its cell and line if that fails, and keeps its page", async () => {
    const before = await build('console.log("this is", "good");');
    const after = await build('const good = false;\nthrow new Error("this is bad");');
    expect(after.failures).toEqual([
      `${after.name}, cell [2], line 2: Error: this is bad\n  (its page stays as it was)`,
    ]);
    expect(after.page).toBe(before.page);
    expect(after.page).toContain("this is good");
  });
});
