import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { stripVTControlCharacters } from "node:util";
import { installKernelspec } from "dropout-lab-kernel";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { jupyterProgram } from "../../testing/jupyter-program.ts";

interface Output {
  output_type: string;
  name?: string;
  text?: string | string[];
  data?: Record<string, unknown>;
}

const python = jupyterProgram("python");
const NBCLIENT = `
import nbclient, nbformat, sys
notebook = nbformat.read(sys.argv[1], 4)
nbclient.NotebookClient(notebook, kernel_name="dropout-lab").execute()
nbformat.write(notebook, sys.argv[1])`;

const joined = (value: unknown) =>
  stripVTControlCharacters(Array.isArray(value) ? value.join("") : String(value));

describe.skipIf(python === undefined)("Jupyter's programs run a notebook on the kernel:", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "clients-"));
    installKernelspec(folder);
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  async function run(
    args: string[],
    { input = "", env = {} }: { input?: string; env?: Record<string, string> } = {},
  ) {
    const child = spawn(python as string, args, {
      cwd: folder,
      env: {
        ...process.env,
        JUPYTER_PATH: folder,
        DROPOUT_LAB_HISTORY: join(folder, "history"),
        DROPOUT_LAB_COLORS: "errors",
        IPYTHONDIR: join(folder, "ipython"),
        PYTHONDONTWRITEBYTECODE: "1",
        ...env,
      },
      stdio: ["pipe", "pipe", "pipe"],
    });
    const exit = new Promise<number | null>((resolve) => child.once("close", resolve));
    child.stdin.end(input);
    const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
    return { status: await exit, stdout, stderr };
  }

  function write(...sources: string[]): string {
    const path = join(folder, "notebook.ipynb");
    const tags = (source: string) => (source.endsWith("// parameters") ? ["parameters"] : []);
    const cells = sources.map((source, index) => ({
      cell_type: "code",
      id: `cell-${index}`,
      execution_count: null,
      metadata: { tags: tags(source) },
      outputs: [],
      source,
    }));
    const kernelspec = { name: "dropout-lab", display_name: "TypeScript", language: "typescript" };
    writeFileSync(
      path,
      JSON.stringify({ cells, metadata: { kernelspec }, nbformat: 4, nbformat_minor: 5 }),
    );
    return path;
  }

  function outputs(path: string): Output[][] {
    const { cells } = JSON.parse(readFileSync(path, "utf8")) as { cells: { outputs: Output[] }[] };
    return cells.map((cell) => cell.outputs);
  }

  const CELLS = [
    "const base: number = 40",
    "for (let i = 0; i < 2000; i++) console.log(i)",
    "await jupyter.display({ 'text/html': '<b>bold</b>' }, { raw: true }); base + 2",
  ];
  const LINES = Array.from({ length: 2000 }, (_, i) => `${i}\n`).join("");

  function expectOutputs([first, lines, last]: Output[][]): void {
    expect(first).toEqual([]);
    expect(lines?.map((output) => joined(output.text)).join("")).toBe(LINES);
    expect(last?.map((output) => output.output_type)).toEqual(["display_data", "execute_result"]);
    expect(joined(last?.[1]?.data?.["text/plain"])).toBe("42");
  }

  it("nbclient", async () => {
    const path = write(...CELLS);
    expect(await run(["-c", NBCLIENT, path])).toMatchObject({ status: 0 });
    expectOutputs(outputs(path));
  });

  it("nbclient, which says which cell failed", async () => {
    const { status, stderr } = await run([
      "-c",
      NBCLIENT,
      write("1", "throw new Error('on purpose')"),
    ]);
    expect(status).toBe(1);
    expect(stderr).toContain("CellExecutionError");
    expect(stderr).toContain("on purpose");
  });

  it("nbconvert --execute", async () => {
    const path = write(...CELLS);
    const args = ["-m", "nbconvert", "--execute", "--to", "html", path];
    expect(await run(args)).toMatchObject({ status: 0 });
    const html = readFileSync(path.replace(".ipynb", ".html"), "utf8");
    expect(html).toContain("\n1999\n");
    expect(html).toContain("<pre>42</pre>");
    expect(html).not.toContain('class="ansi-');
    expect(html).toContain("<b>bold</b>");
  });

  it("nbconvert --execute --inplace, whose file keeps its cells where they cut characters in two", async () => {
    const half = "'ab😀cd'.slice(0, 3)";
    const path = write(
      `const s = ${half}; console.log(s); console.error([s]); console.table([{ [s]: s }]); [{ s }]`,
      "throw Object.assign(new Error(s, { cause: new Error(s) }), { s })",
      `const o: any = null; /* ${"😀".repeat(600)} */ o.x`,
      `/* ${"😀".repeat(300)} */ const wrong: string = 1; /* ${"😀".repeat(600)} */`,
      "await jupyter.display({ 'text/html': s, 'application/json': { [s]: [s] } }, { raw: true, metadata: { [s]: s } })",
      "s.length",
    );
    const args = ["--execute", "--allow-errors", "--to", "notebook", "--inplace", path];
    const { status, stderr } = await run(["-m", "nbconvert", ...args]);
    expect(status, stderr).toBe(0);
    const saved = outputs(path);
    expect(saved.map((cell) => cell.length > 0)).toEqual(Array(6).fill(true));
    expect(saved[0]?.[0]?.text).toEqual(["ab\ufffd\n"]);
    expect(saved[5]?.[0]?.data?.["text/plain"]).toEqual(["3"]);
  });

  it("papermill", async () => {
    const made = join(folder, "made.ipynb");
    const { status, stderr } = await run(["-m", "papermill", write(...CELLS), made]);
    expect(status, stderr).toBe(0);
    expectOutputs(outputs(made));
  });

  const PARAMETERS = 'const rate: number = 0.1; const names = ["owl"] // parameters';
  const TRANSLATOR = fileURLToPath(new URL("../papermill", import.meta.url));

  it("papermill, with parameters of every kind by the translator that comes with the kernel", async () => {
    const made = join(folder, "made.ipynb");
    const shown = "[rate + 1, names, given, nothing, big, empty]";
    const path = write("1", PARAMETERS, `console.log(${shown})`);
    const args = ["-m", "papermill", path, made, "-p", "rate", "0.5", "-p", "given", 'é "😀" \\n'];
    const yaml = "{names: [a, {b: true}], nothing: null, big: 12345678901234567890, empty: {}}";
    const { status, stderr } = await run([...args, "-y", yaml], {
      env: { PYTHONPATH: TRANSLATOR },
    });
    expect(status, stderr).toBe(0);
    expect(joined(outputs(made)[3]?.map((output) => joined(output.text)))).toBe(
      `[\n  1.5,\n  [ 'a', { b: true } ],\n  'é "😀" \\\\n',\n  null,\n  12345678901234567890n,\n  {}\n]\n`,
    );
  });

  it("papermill, which tells what parameters a notebook has", async () => {
    const path = write("const rate: number = 0.1; // of learning\nlet deep = 3\n// parameters");
    const args = ["-m", "papermill", "--help-notebook", path];
    const { stdout } = await run(args, { env: { PYTHONPATH: TRANSLATOR } });
    expect(stdout).toMatch(/rate: number \(default 0\.1\) +of learning/);
    expect(stdout).toMatch(/deep: Unknown type \(default 3\)/);
  });

  it("papermill, with what the environment holds for parameters", async () => {
    const made = join(folder, "made.ipynb");
    const path = write("const rate = Number(process.env.RATE ?? 0.1)", "console.log(rate)");
    expect(await run(["-m", "papermill", path, made], { env: { RATE: "0.5" } })).toMatchObject({
      status: 0,
    });
    expect(joined(outputs(made)[1]?.[0]?.text)).toBe("0.5\n");
  });

  it("jupyter console, with commands among the lines", async () => {
    const args = ["-m", "jupyter_console", "--kernel", "dropout-lab", "--simple-prompt"];
    const { stdout, stderr } = await run(args, {
      input: "!echo hoo | tr o a\nwords?\n%time 1\n40 + 2\n",
    });
    const text = stripVTControlCharacters(stdout + stderr);
    expect(text).toContain("haa\n");
    expect(text).toContain("press Shift-Tab");
    expect(text).toContain("console.time");
    expect(text).toMatch(/Out\[4\]: 42/);
  });

  it("jupyter console", async () => {
    const args = ["-m", "jupyter_console", "--kernel", "dropout-lab", "--simple-prompt"];
    const input = "const base = 40\nbase + 2\nconsole.log('printed')\n";
    const { stdout } = await run(args, { input });
    expect(stripVTControlCharacters(stdout)).toMatch(/Out\[2\]: 42/);
    expect(stdout).toMatch(/printed/);
  });
});
