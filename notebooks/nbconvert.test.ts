import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { copyLessons, installKernel } from "../lib/testing/jupyter-lab.js";
import { jupyterProgram } from "../lib/testing/jupyter-program.ts";

const run = promisify(execFile);
const jupyter = jupyterProgram("jupyter");
// What the others would add is that each gives what is stored, and that their own tests see.
const LESSON = "01-naive-dropout";

describe.skipIf(!jupyter)("jupyter nbconvert --execute --to html", () => {
  let lessons: ReturnType<typeof copyLessons>;

  beforeAll(() => {
    installKernel();
    lessons = copyLessons();
  });

  afterAll(() => lessons?.remove());

  it("runs a lesson and writes its page", async () => {
    const args = ["--execute", "--to", "html", join(lessons.folder, `${LESSON}.ipynb`)];
    await run(jupyter as string, ["nbconvert", ...args], { maxBuffer: 1 << 24 });
    const page = readFileSync(join(lessons.folder, `${LESSON}.html`), "utf8");
    const stored = JSON.parse(readFileSync(join(import.meta.dirname, `${LESSON}.ipynb`), "utf8"));
    // The copy came without outputs: what stands on the page has been computed by this run.
    for (const line of printedLines(stored)) expect(page).toContain(escaped(line));
    expect(page.match(/<img[^>]+src="data:image\/png;base64,/g)?.length).toBeGreaterThan(0);
  });

  it("runs the tour of the kernel, past what fails in it on purpose", async () => {
    const tour = join(import.meta.dirname, "guides/kernel-tour.ipynb");
    const args = ["--execute", "--to", "html", "--output-dir", lessons.folder, tour];
    await run(jupyter as string, ["nbconvert", ...args], { maxBuffer: 1 << 24 });
    const page = readFileSync(join(lessons.folder, "kernel-tour.html"), "utf8");
    for (const error of ["TypeScript error TS2322", "Interrupted"]) expect(page).toContain(error);
    // The last cell's value.
    expect(page).toContain("<pre>-6</pre>");
  });
});

interface Stored {
  cells: { outputs?: { output_type: string; text?: string[] }[] }[];
}

function printedLines({ cells }: Stored): string[] {
  const lines = cells
    .flatMap(({ outputs = [] }) => outputs)
    .filter(({ output_type }) => output_type === "stream")
    .flatMap(({ text = [] }) => text.map((line) => line.trimEnd()));
  if (lines.length === 0) throw new Error("the lesson must have printed something when stored");
  return lines;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
