import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { digitsOfText } from "./digit-text.ts";
import { runExport } from "./export-command.ts";
import { decompress } from "./lzma/index.ts";
import { code, markdown, notebookOf } from "./testing/sample-notebooks.ts";

describe("the export command", () => {
  let dir = "";
  let said: string[] = [];
  let complaints: string[] = [];
  const run = (...args: string[]) =>
    runExport(args, {
      output: {
        print: (text) => said.push(text),
        printError: (sentence) => complaints.push(sentence.replaceAll(`${dir}/`, "")),
      },
    });
  const file = (name: string, content: unknown) => {
    const isText = typeof content === "string" || Buffer.isBuffer(content);
    const text = isText ? content : JSON.stringify(content);
    writeFileSync(join(dir, name), text);
    return join(dir, name);
  };
  const good = notebookOf([markdown("# Good\n\nSee [b](b.ipynb#Part)."), code("1")]);

  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), "export-"));
    said = [];
    complaints = [];
  });
  afterEach(() => rmSync(dir, { recursive: true }));

  test("writes the page beside the notebook and nothing else", async () => {
    expect(await run(file("a.ipynb", good))).toBe(0);
    expect(readdirSync(dir)).toEqual(["a.html", "a.ipynb"]);
    const page = readFileSync(join(dir, "a.html"));
    expect(page.toString()).toContain("<title>Good</title>");
    // A server's header may name another encoding: this mark counts for more.
    expect([...page.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(said.join("")).toMatch(/a\.ipynb → .*a\.html \(\d+ kB\)\n$/);
  });

  test("writes into the folder that --out names, and counts when there are many", async () => {
    const out = join(dir, "deep", "out");
    expect(await run(file("a.ipynb", good), file("b.ipynb", good), "--out", out)).toBe(0);
    expect(readdirSync(out)).toEqual(["a.html", "b.html"]);
    expect(said.map((line) => line.slice(0, 5))).toEqual(["[1/2]", "[2/2]", "2 not"]);
    expect(said.at(-1)).toBe("2 notebooks: 2 done, 0 warned, 0 failed\n");
    expect(readFileSync(join(out, "a.html"), "utf8")).toContain('href="b.html#Part"');
  });

  test("has what a reader does in solutions kept apart from the lesson of their name", async () => {
    mkdirSync(join(dir, "solutions"));
    mkdirSync(join(dir, "copy"));
    const typescript = {
      kernelspec: { name: "dropout-lab", display_name: "", language: "typescript" },
    };
    const lesson = { ...good, metadata: typescript };
    const keyOf = async (notebook: string) => {
      expect(await run(file(notebook, lesson))).toBe(0);
      const html = readFileSync(join(dir, notebook.replace("ipynb", "html")), "utf8");
      const packed = /<script [^>]*id="live-notebook"[^>]*>([^<]*)/.exec(html)?.[1] ?? "";
      const { data } = JSON.parse(new TextDecoder().decode(decompress(digitsOfText(packed))));
      return data.page as string;
    };
    const key = await keyOf("a.ipynb");
    expect(key).toMatch(/^a\/[0-9a-f]{8}$/);
    expect(await keyOf("copy/a.ipynb")).toBe(key);
    expect(await keyOf("solutions/a.ipynb")).toBe(key.replace("a/", "a (solutions)/"));
  });

  test("lets what has arrived be heard between two files, as a Ctrl-C", async () => {
    const order: string[] = [];
    const print = (line: string) => {
      order.push(line.slice(0, 5));
      setImmediate(() => order.push("heard"));
    };
    const files = [file("a.ipynb", good), file("b.ipynb", good), file("c.ipynb", good)];
    await runExport(files, { output: { print, printError: print } });
    expect(order.slice(0, 5)).toEqual(["[1/3]", "heard", "[2/3]", "heard", "[3/3]"]);
  });

  test("answers bad input with one sentence each, and exports the others", async () => {
    mkdirSync(join(dir, "folder.ipynb"));
    mkdirSync(join(dir, "taken.html"));
    const exitCode = await run(
      file("text.ipynb", "hello"),
      file("new.ipynb", { nbformat: 5, cells: [] }),
      file("old.ipynb", { nbformat: 3, worksheets: [] }),
      file("odd.ipynb", notebookOf([code("1", [{ output_type: "pyout" } as never])])),
      join(dir, "missing.ipynb"),
      join(dir, "folder.ipynb"),
      file("taken.ipynb", good),
      file("page.html", "<p>"),
      file("good.ipynb", good),
      file("latin.ipynb", Buffer.from('{ "caf\u00e9": 1 }', "latin1")),
    );
    expect(exitCode).toBe(1);
    expect(complaints).toEqual([
      expect.stringMatching(/^text\.ipynb: must be JSON, got /),
      "new.ipynb: must be of nbformat 4, got 5, which is newer than this program",
      "odd.ipynb: cell 1 (In [1]) must have an output of a known kind, got pyout: left out",
      "missing.ipynb: must be a file that exists, got nothing there",
      "folder.ipynb: must be a notebook file, got a folder",
      "taken.ipynb: taken.html must be a file that can be written, got a folder",
      expect.stringMatching(/^page\.html: must be JSON, got /),
      "latin.ipynb: must be text in UTF-8, got bytes that are none",
    ]);
    expect(said.at(-1)).toBe("10 notebooks: 2 done, 1 warned, 7 failed\n");
    expect(readdirSync(dir).filter((name) => name.endsWith(".html"))).toEqual([
      "good.html",
      "odd.html",
      "old.html",
      "page.html",
      "taken.html",
    ]);
    expect(readFileSync(join(dir, "page.html"), "utf8")).toBe("<p>");
  });

  test("says what a page has to do without", async () => {
    expect(await run(file("a.ipynb", notebookOf([markdown("![x](nowhere.png)")])))).toBe(0);
    expect(complaints).toEqual(["a.ipynb: cell 1: picture nowhere.png does not exist"]);
  });

  test("with --strict writes no page that leaves anything out", async () => {
    const lossy = file("a.ipynb", notebookOf([markdown("![x](nowhere.png)")]));
    expect(await run(lossy, file("b.ipynb", good), "--strict")).toBe(1);
    expect(complaints).toEqual([
      "a.ipynb: cell 1: picture nowhere.png does not exist",
      "a.ipynb: must leave nothing out with --strict, got one thing left out",
    ]);
    expect(readdirSync(dir)).toEqual(["a.ipynb", "b.html", "b.ipynb"]);
    expect(said.at(-1)).toBe("2 notebooks: 1 done, 0 warned, 1 failed\n");
  });

  test("does not let two notebooks write one page", async () => {
    mkdirSync(join(dir, "other"));
    expect(await run(file("a.ipynb", good), file("other/a.ipynb", good), "--out", dir)).toBe(1);
    expect(complaints).toEqual([
      "other/a.ipynb: must have a name of its own with --out, got that of a.ipynb",
    ]);
  });

  test.skipIf(process.platform !== "linux")(
    "ends where Node itself would try for ever",
    async () => {
      expect(await run(file("a.ipynb", good), "--out", "/proc/nope/deep")).toBe(2);
      expect(complaints).toEqual([
        "export: /proc/nope/deep must be a folder that can be written to, got no such folder",
      ]);
    },
  );

  test("explains itself, and refuses what it does not know", async () => {
    expect(await run("--help")).toBe(0);
    expect(said.join("")).toMatch(
      /^Usage: dropout-lab-pages export FILE… \[--out DIR\] \[--strict\] \[--static\]\n/,
    );
    expect(await run()).toBe(2);
    expect(await run("--bogus")).toBe(2);
    expect(await run(file("a.ipynb", good), "--out")).toBe(2);
    expect(await run(file("a.ipynb", good), "--out=")).toBe(2);
    expect(await run(file("a.ipynb", good), "--out", join(dir, "a.ipynb"))).toBe(2);
    expect(complaints).toEqual([
      "export: at least one notebook must be given (see --help), got none",
      "export: Unknown option '--bogus'",
      "export: Option '--out <value>' argument missing",
      "export: --out: must be a folder, got nothing",
      "export: a.ipynb must be a folder that can be written to, got a file in place of a folder",
    ]);
  });
});
