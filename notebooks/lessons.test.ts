import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { stripVTControlCharacters } from "node:util";
import { createKernelspec } from "dropout-lab-kernel";
import { type KernelSpec, startKernel } from "dropout-lab-pages/client";
import {
  type CodeCell,
  compareNotebooks,
  formatDifferences,
  type Notebook,
  type Output,
  runNotebook,
  writeNotebook,
} from "dropout-lab-pages/notebook";
import { buildSite, type Lesson, readGuides, readLessons } from "dropout-lab-pages/site";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

const directory = fileURLToPath(new URL(".", import.meta.url));
// Throws, and so fails, if there are no lessons.
const [lessons, solutions] = [directory, join(directory, "solutions")].map((folder) =>
  readAll(folder).map((lesson) => [lesson.name, lesson] as const),
) as [[string, Lesson][], [string, Lesson][]];
const guides = readAll(join(directory, "guides"), readGuides);

/** Every lesson of a folder: none may be left out. */
function readAll(folder: string, read = readLessons): readonly Lesson[] {
  const { lessons, failures } = read(folder);
  expect(failures).toEqual([]);
  return lessons;
}

async function runOn(kernel: KernelSpec, lesson: Lesson, timeout = 60_000): Promise<Notebook> {
  await using running = await startKernel(kernel, {
    directory: dirname(lesson.path),
    env: { DROPOUT_LAB_HISTORY: "off", DROPOUT_LAB_PROGRESS: "off", NO_COLOR: "" },
  });
  return await runNotebook(lesson.notebook, { kernel: running, subject: lesson.name, timeout });
}

describe("on the kernel, each lesson puts out what is stored", () => {
  test.each(lessons)("%s", async (_, lesson) => {
    const fresh = await runOn(createKernelspec(), lesson);
    expect(formatDifferences(compareNotebooks(lesson.notebook, fresh))).toBe("");
  });
});

describe("on the kernel, each solution puts out what is stored", () => {
  test.each(solutions)("%s", async (_, lesson) => {
    const fresh = await runOn(createKernelspec(), lesson);
    expect(formatDifferences(compareNotebooks(lesson.notebook, fresh))).toBe("");
  });

  test("and there is one for each lesson", () => {
    expect(solutions.map(([name]) => name)).toEqual(lessons.map(([name]) => name));
  });
});

describe("on the kernel, each guide puts out what is stored", () => {
  test.each(guides.map((guide) => [guide.name, guide] as const))("%s", async (_, guide) => {
    const fresh = await runOn(createKernelspec(), guide);
    expect(formatDifferences(compareNotebooks(guide.notebook, fresh))).toBe("");
  });
});

describe("on the stock tslab kernel, each lesson prints and draws the same", () => {
  const tslab = {
    argv: [
      process.execPath,
      fileURLToPath(import.meta.resolve("tslab/bin/tslab")),
      "kernel",
      "--config-path={connection_file}",
    ],
    display_name: "tslab",
    language: "typescript",
  };

  test.each(lessons)("%s", async (_, lesson) => {
    const fresh = await runOn(tslab, lesson);
    const differences = compareNotebooks(asOnTslab(lesson.notebook), asOnTslab(fresh));
    expect(formatDifferences(differences)).toBe("");
  });
});

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
    const [name, { notebook }] = lessons[0] ?? expect.fail("must have a lesson");
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

/**
 * A notebook as tslab puts it out: results are printed, strings without their quotes, null and
 * undefined not at all; nothing has colours; of what is displayed only the pictures count.
 */
function asOnTslab(notebook: Notebook): Notebook {
  const cells = notebook.cells.map((cell) => {
    if (cell.cell_type !== "code") return cell;
    const stdout = { output_type: "stream" as const, name: "stdout" as const };
    const text = stripVTControlCharacters(cell.outputs.map(printedOnTslab).join(""));
    const pictures = cell.outputs.flatMap((output): Output[] => {
      if (output.output_type !== "display_data" || !output.data["image/png"]) return [];
      const data = { "image/png": output.data["image/png"] };
      return [{ output_type: "display_data", data, metadata: {} }];
    });
    return { ...cell, outputs: [{ ...stdout, text }, ...pictures] };
  });
  return { ...notebook, cells };
}

function printedOnTslab(output: Output): string {
  if (output.output_type === "stream" && output.name === "stdout") return output.text;
  if (output.output_type !== "execute_result") return "";
  const text = stripVTControlCharacters(String(output.data["text/plain"]));
  if (text === "null" || text === "undefined") return "";
  const quoted = /^'(.*)'$/s.exec(text)?.[1];
  return `${quoted?.replaceAll("\\n", "\n").replaceAll("\\'", "'") ?? text}\n`;
}
