import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type KernelSpec, type RunningKernel, startKernel } from "../client/index.ts";
import type { CellError } from "./cell-error.ts";
import type { CodeCell, Notebook } from "./notebook.ts";
import { runNotebook } from "./run-notebook.ts";
import { codeCell, displayed, markdownCell, notebookOf, printed } from "./testing/cells.ts";

/** Its cells are commands: `publish` takes the messages to publish, each a type and its content. */
const fake: KernelSpec = {
  argv: [
    process.execPath,
    fileURLToPath(new URL("../client/testing/fake-kernel.js", import.meta.url)),
    "{connection_file}",
  ],
  display_name: "Fake",
  language: "typescript",
  interrupt_mode: "message",
};

let kernel: RunningKernel;
beforeEach(async () => {
  kernel = await startKernel(fake);
});
afterEach(() => kernel.shutdown());

const publish = (...messages: [string, object][]) =>
  codeCell(`publish ${JSON.stringify(messages)}`);
const stream = (text: string, name = "stdout"): [string, object] => ["stream", { name, text }];
const show = (text: string, id?: string): [string, object] => [
  "display_data",
  { data: { "text/plain": text }, metadata: {}, transient: id ? { display_id: id } : {} },
];
const update = (text: string, id: string): [string, object] => [
  "update_display_data",
  { data: { "text/plain": text }, metadata: { a: 1 }, transient: { display_id: id } },
];
const clear = (wait: boolean): [string, object] => ["clear_output", { wait }];
const shown = (text: string) => displayed({ "text/plain": text });

async function run(...cells: Notebook["cells"]) {
  const { cells: fresh } = await runNotebook(notebookOf(...cells), { kernel });
  return fresh.filter((cell): cell is CodeCell => cell.cell_type === "code");
}

const outputsOf = async (...cells: CodeCell[]) => (await run(...cells)).map((cell) => cell.outputs);

async function failure(notebook: Notebook, options: object = {}): Promise<CellError> {
  return runNotebook(notebook, { kernel, subject: "01-lesson", ...options }).then(
    () => expect.fail("must fail"),
    (error) => error,
  );
}

describe("runNotebook", () => {
  test("replaces outputs and counts, and leaves the given notebook and its prose as they are", async () => {
    const notebook = notebookOf(
      markdownCell("# Title"),
      codeCell("print 1", [printed("old")]),
      codeCell("print 2"),
    );
    const given = structuredClone(notebook);
    const fresh = await runNotebook(notebook, { kernel });
    expect(notebook).toEqual(given);
    expect(fresh).toEqual({
      ...given,
      cells: [
        given.cells[0],
        { ...given.cells[1], execution_count: 1, outputs: [printed("1")] },
        { ...given.cells[2], execution_count: 2, outputs: [printed("2")] },
      ],
    });
  });

  test("joins what is printed until another output comes", async () => {
    const cell = publish(
      stream("a"),
      stream("b\n"),
      stream(""),
      stream("c", "stderr"),
      stream("d"),
      show("x"),
      stream("e"),
    );
    expect(await outputsOf(cell)).toEqual([
      [printed("ab\n"), printed("c", "stderr"), printed("d"), shown("x"), printed("e")],
    ]);
  });

  test("keeps results with their count and metadata", async () => {
    const data = { "text/plain": "2" };
    const result = { execution_count: 1, data, metadata: { "text/plain": { a: 1 } } };
    expect(await outputsOf(publish(["execute_result", result]))).toEqual([
      [{ output_type: "execute_result", ...result }],
    ]);
  });

  test("updates what was shown wherever it stands, and adds nothing for it", async () => {
    const cells = [
      publish(show("a", "one"), show("b", "two"), show("c", "one")),
      publish(show("d", "one"), update("e", "one"), update("f", "none")),
    ];
    const updated = {
      output_type: "display_data",
      data: { "text/plain": "e" },
      metadata: { a: 1 },
    };
    expect(await outputsOf(...cells)).toEqual([[updated, shown("b"), updated], [updated]]);
  });

  test("clears at once, or before the next output", async () => {
    const cells = [
      publish(stream("a"), clear(false)),
      publish(stream("a"), clear(true)),
      publish(stream("a"), clear(true), stream("b"), stream("c")),
      publish(stream("a"), clear(true), clear(false), stream("b")),
    ];
    expect(await outputsOf(...cells)).toEqual([
      [],
      [printed("a")],
      [printed("bc")],
      [printed("b")],
    ]);
  });

  test("tells how far it is", async () => {
    const events: object[] = [];
    const notebook = notebookOf(markdownCell("a"), codeCell("print 1"), codeCell("print 2"));
    await runNotebook(notebook, { kernel, onProgress: (event) => events.push(event) });
    expect(events).toEqual([
      { done: 0, cells: 2 },
      { done: 1, cells: 2 },
      { done: 2, cells: 2 },
    ]);
  });

  test("stops at the cell that fails, and names the lesson and the cell", async () => {
    const notebook = notebookOf(
      markdownCell("a"),
      codeCell("print 1"),
      codeCell("error bad"),
      codeCell("print 3"),
    );
    const error = await failure(notebook);
    expect(error).toMatchObject({
      name: "CellError",
      message: "01-lesson, cell [2]: Error: bad",
      cell: 2,
      line: undefined,
    });
    const outputs = error.notebook.cells.map((cell) => "outputs" in cell && cell.outputs.length);
    expect(outputs).toEqual([false, 1, 1, 0]);
  });

  test("names the line, if the traceback tells it", async () => {
    const error = await failure(notebookOf(codeCell("print 1"), codeCell("error bad\nsecond")));
    expect(error).toMatchObject({
      cell: 2,
      line: 2,
      message: "01-lesson, cell [2], line 2: Error: bad",
    });
  });

  test("goes on after a cell that may fail", async () => {
    const cells = await run(codeCell("error bad", [], ["raises-exception"]), codeCell("print 2"));
    expect(cells.map(({ outputs }) => outputs[0]?.output_type)).toEqual(["error", "stream"]);
  });

  test("takes a cell that ends itself with a code other than 0 as failed", async () => {
    const error = await failure(notebookOf(codeCell("leave 0"), codeCell("leave 3")));
    expect(error.message).toBe("01-lesson, cell [2]: ended itself by process.exit(3)");
    await run(codeCell("leave 3", [], ["raises-exception"]));
  });

  test("says that a cell was not run", async () => {
    const error = await failure(notebookOf(codeCell("abort")));
    expect(error.message).toBe("01-lesson, cell [1]: was not run");
  });

  test("names the cell in which the kernel died, and its last words", async () => {
    const error = await failure(notebookOf(codeCell("print 1"), codeCell("exit 9")));
    expect(error).toMatchObject({
      name: "CellError",
      cell: 2,
      message:
        "01-lesson, cell [2]: Fake: must stay alive, got exit code 9; the last it wrote:\nlast words",
    });
  });

  test("gives up on a cell that takes too long, and interrupts it", async () => {
    const interrupt = vi.spyOn(kernel, "interrupt");
    const error = await failure(notebookOf(codeCell("hang")), { timeout: 200 });
    expect(error.message).toBe("01-lesson, cell [1]: must end within 200 ms, and still ran");
    expect(interrupt).toHaveBeenCalledOnce();
  });

  test("stops when it is aborted, with the given reason", async () => {
    const controller = new AbortController();
    const reason = new Error("stop");
    const notebook = notebookOf(codeCell("print 1"), codeCell("hang"), codeCell("print 3"));
    const { signal } = controller;
    const onProgress = ({ done }: { done: number }) => done === 1 && controller.abort(reason);
    expect(await failure(notebook, { signal, onProgress })).toBe(reason);
    expect(await failure(notebook, { signal })).toBe(reason);
  });
});
