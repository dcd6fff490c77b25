import { describe, expect, test } from "vitest";
import { scriptedNotebook } from "./testing/scripted-runner.ts";

/** Long enough for whatever runs by now to have begun. */
const settled = () => new Promise((resolve) => setTimeout(resolve));

describe("running", () => {
  test("runs first the cells above that have not run, once, and says so", async () => {
    const { notebook, runner, said, states } = scriptedNotebook("1", "# text", "2", "3", "4");
    const run = notebook.run("d");
    expect(states()).toBe("waiting stored waiting waiting stored");
    await run;
    expect(runner.workers).toEqual([["1", "2", "3"]]);
    expect(states()).toBe("done stored done done stored");
    expect(said).toEqual([
      "First the 2 cells above run that have not run yet.",
      "Cell 4 is done, after 2 cells above it.",
    ]);
    await notebook.run("e");
    expect(runner.workers).toEqual([["1", "2", "3", "4"]]);
    expect(said.slice(2)).toEqual(["Cell 5 is done."]);
  });

  test("a text that was changed above runs before, one that failed does not run again", async () => {
    const { notebook, runner } = scriptedNotebook("1", "fail", "3");
    await notebook.run("b");
    notebook.edit("a", "one");
    await notebook.run("c");
    expect(runner.workers).toEqual([["1", "fail", "one", "3"]]);
  });

  test("tells the time, and the number of a run", async () => {
    const { notebook } = scriptedNotebook("1", "2");
    const running: unknown[] = [];
    notebook.on(({ type }) => {
      if (type === "begin") running.push(notebook.cells[0]?.began);
    });
    await notebook.run("a");
    await notebook.run("a");
    expect(running).toEqual([5, 15]);
    expect(notebook.cells[0]).toMatchObject({ began: undefined, took: 5, executionCount: 2 });
  });

  test("an error ends what waits, says what did not run, and marks its line", async () => {
    const { notebook, runner, said, states } = scriptedNotebook("1", "fail", "3", "4");
    await notebook.runAll();
    expect(runner.workers).toEqual([["1", "fail"]]);
    expect(states()).toBe("done error stored stored");
    expect(notebook.cells[1]?.errorLine).toBe(2);
    expect(said).toEqual([
      "Cell 2 failed on line 2: TypeError: no. The 2 cells that waited did not run.",
    ]);
  });

  test("goes on after a cell that fails on purpose", async () => {
    const { notebook, states } = scriptedNotebook("fail on purpose", "2");
    await notebook.runAll();
    expect(states()).toBe("error done");
  });

  test("runs all, and all above", async () => {
    const { notebook, runner, said } = scriptedNotebook("1", "", "3");
    await notebook.runAbove("c");
    await notebook.runAll();
    expect(runner.workers).toEqual([["1", "1", "3"]]);
    expect(said).toEqual(["Above Cell 3: 1 cell done.", "All 2 cells are done."]);
  });

  test("hands outputs to the cell that made them, also when it has ended", async () => {
    const { notebook, runner, shown } = scriptedNotebook("print 1", "print 2");
    await notebook.runAll();
    runner.output({ type: "stream", cell: 1, name: "stdout", text: "late" });
    expect(shown).toEqual(["a: 1", "b: 2", "a: late"]);
  });

  test("evaluates what is no cell after the cells above", async () => {
    const { notebook, runner, shown } = scriptedNotebook("1", "answer");
    const heard: unknown[] = [];
    const hint = {
      cell: "b",
      source: "print hint",
      output: (output: unknown) => heard.push(output),
    };
    expect(await notebook.evaluate(hint)).toEqual({ status: "ok" });
    expect(runner.workers).toEqual([["1", "print hint"]]);
    expect(heard).toMatchObject([{ text: "hint" }]);
    expect(shown).toEqual([]);
  });

  test("does not evaluate when a cell above fails", async () => {
    const { notebook, runner } = scriptedNotebook("fail", "answer");
    expect(await notebook.evaluate({ cell: "b", source: "x", output() {} })).toBeUndefined();
    expect(runner.workers).toEqual([["fail"]]);
  });

  test("a cell that waits is asked for once", async () => {
    const { notebook, runner } = scriptedNotebook("1");
    const first = notebook.run("a");
    void notebook.run("a");
    await first;
    expect(runner.workers).toEqual([["1"]]);
  });
});

describe("stopping", () => {
  test("ends a loop, and runs the cells above again", async () => {
    const { notebook, runner, said, states } = scriptedNotebook("1", "2", "loop", "4");
    void notebook.runAll();
    await settled();
    expect(states()).toBe("done done running waiting");
    await notebook.stop();
    expect(runner.workers).toEqual([
      ["1", "2", "loop"],
      ["1", "2"],
    ]);
    expect(states()).toBe("done done stopped stored");
    expect(said).toEqual([
      "Cell 3 is stopped. Its worker has ended with all values, so the 2 cells above run again.",
    ]);
  });

  test("what was stopped does not run again unasked", async () => {
    const { notebook, runner } = scriptedNotebook("loop", "2");
    void notebook.run("a");
    await settled();
    await notebook.stop();
    await notebook.run("b");
    expect(runner.workers).toEqual([["loop"], ["2"]]);
  });

  test("cells that run again can be stopped too, for good", async () => {
    const { notebook, runner, states } = scriptedNotebook("1", "2", "loop");
    void notebook.run("c");
    await settled();
    const original = runner.run.bind(runner);
    runner.run = (source) => original(source === "2" ? "loop" : source);
    void notebook.stop();
    await settled();
    expect(states()).toBe("done running stopped");
    await notebook.stop();
    expect(runner.workers).toEqual([["1", "2", "loop"], ["1", "loop"], []]);
    expect(states()).toBe("stored stopped stopped");
    expect(notebook.isBusy).toBe(false);
  });

  test("tells when something runs, and when nothing does any more", async () => {
    const { notebook } = scriptedNotebook("1");
    const told: boolean[] = [];
    notebook.on((event) => {
      if (event.type === "busy") told.push(event.isBusy);
    });
    await notebook.run("a");
    expect(told).toEqual([true, false]);
    expect(notebook.isBusy).toBe(false);
  });

  test("pressed twice it stops once", async () => {
    const { notebook, runner, said, states } = scriptedNotebook("1", "loop");
    void notebook.runAll();
    await settled();
    await Promise.all([notebook.stop(), notebook.stop()]);
    expect(runner.workers).toEqual([["1", "loop"], ["1"]]);
    expect(states()).toBe("done stopped");
    expect(said).toEqual([
      "Cell 2 is stopped. Its worker has ended with all values, so the cell above runs again.",
    ]);
  });

  test("what was asked for meanwhile has the cells above run again when it is stopped", async () => {
    const { notebook, runner, states } = scriptedNotebook("1", "loop", "loop");
    void notebook.run("b");
    await settled();
    notebook.on(({ type }) => {
      if (type === "begin" && runner.workers.length === 2) void notebook.run("c");
    });
    void notebook.stop();
    await settled();
    expect(states()).toBe("done stopped running");
    await notebook.stop();
    expect(runner.workers).toEqual([["1", "loop"], ["1", "loop"], ["1"]]);
    expect(states()).toBe("done stopped stopped");
  });

  test("does nothing when nothing runs", async () => {
    const { notebook, runner, said } = scriptedNotebook("1");
    await notebook.stop();
    expect([runner.workers, said]).toEqual([[[]], []]);
  });

  test("a restart keeps what is shown, and what is below runs after what is above", async () => {
    const { notebook, runner, states } = scriptedNotebook("1", "2");
    await notebook.runAll();
    notebook.restart();
    expect(states()).toBe("stored stored");
    await notebook.run("b");
    expect(runner.workers).toEqual([
      ["1", "2"],
      ["1", "2"],
    ]);
  });

  test("a worker that dies is told of, and the next run begins above", async () => {
    const { notebook, runner, said, states } = scriptedNotebook("1", "die", "3");
    await notebook.runAll();
    expect(states()).toBe("stored stopped stored");
    expect(said).toEqual([
      "The worker ran out of memory. Its values are gone: the next run begins with the cells above.",
    ]);
    await notebook.run("c");
    expect(runner.workers).toEqual([
      ["1", "die"],
      ["1", "3"],
    ]);
  });
});

describe("marks", () => {
  test("what is shown below a changed text is stale until it has run again", async () => {
    const { notebook, states } = scriptedNotebook("1", "2", "3");
    await notebook.run("b");
    notebook.edit("a", "one");
    expect(states()).toBe("edited stale stale");
    await notebook.run("a");
    expect(states()).toBe("done stale stale");
    await notebook.run("b");
    expect(states()).toBe("done done stale");
    notebook.edit("a", "1");
    expect(states()).toBe("edited stale stored");
  });

  test("what ran before a cell above ran again is stale", async () => {
    const { notebook, states } = scriptedNotebook("1", "2", "3");
    await notebook.run("b");
    await notebook.run("a");
    expect(states()).toBe("done stale stored");
  });

  test("an error stays one when something above changes", async () => {
    const { notebook, states } = scriptedNotebook("1", "fail");
    await notebook.run("b");
    notebook.edit("a", "one");
    expect(states()).toBe("edited error");
  });

  test("tells of each cell that looks different, and of no other", async () => {
    const { notebook } = scriptedNotebook("1", "2", "3");
    const told: string[] = [];
    notebook.on((event) => {
      if (event.type === "cell") told.push(event.cell.id);
    });
    notebook.edit("b", "two");
    expect(told).toEqual(["b", "c"]);
  });
});

describe("changing", () => {
  test("a cell that is reset runs again before those below", async () => {
    const { notebook, runner, states } = scriptedNotebook("1", "2");
    const restored: string[] = [];
    notebook.on((event) => {
      if (event.type === "restored") restored.push(event.cell.id);
    });
    notebook.edit("a", "one");
    await notebook.run("b");
    notebook.reset("a");
    expect(notebook.cells[0]?.source).toBe("1");
    expect(restored).toEqual(["a"]);
    expect(states()).toBe("stored stale");
    await notebook.run("b");
    expect(runner.workers).toEqual([["one", "2", "1", "2"]]);
    notebook.undo();
    expect(notebook.cells[0]?.source).toBe("one");
  });

  test("cells are added, removed, and brought back in their place", async () => {
    const { notebook, states } = scriptedNotebook("1", "2");
    const { id, name } = notebook.add("a");
    expect(id).not.toBe(scriptedNotebook("1", "2").notebook.add("a").id);
    expect(name).toBe("Cell 3");
    expect(states()).toBe("stored stored stored");
    notebook.edit(id, "x");
    expect(states()).toBe("stored edited stale");
    await notebook.run(id);
    expect(states()).toBe("done done stale");
    notebook.remove(id);
    expect(notebook.cells.map((cell) => cell.id)).toEqual(["a", "b"]);
    notebook.undo();
    expect(notebook.cells.map((cell) => [cell.id, cell.source])).toEqual([
      ["a", "1"],
      [id, "x"],
      ["b", "2"],
    ]);
    notebook.undo();
    expect(notebook.cells.map((cell) => cell.id)).toEqual(["a", "b"]);
    expect(notebook.lastChange).toBeUndefined();
  });

  test("a cell that runs is not taken away by undo", async () => {
    const { notebook, said } = scriptedNotebook("1");
    const { id } = notebook.add("a", { source: "loop" });
    const run = notebook.run(id);
    await settled();
    notebook.undo();
    expect(said.at(-1)).toBe("Cell 2 is running: stop it first.");
    expect(notebook.cells.map((cell) => cell.id)).toEqual(["a", id]);
    await Promise.all([notebook.stop(), run]);
    notebook.undo();
    expect(notebook.cells.map((cell) => cell.id)).toEqual(["a"]);
  });

  test("what was kept comes back without a word and without a way to undo it", async () => {
    const { notebook, said, states } = scriptedNotebook("1", "2");
    const written: string[] = [];
    notebook.on((event) => {
      if (event.type === "source") written.push(event.cell.id);
    });
    notebook.write("a", "mine");
    notebook.insert({ id: "kept", source: "x", after: "a" });
    expect(notebook.cells.map(({ id, source }) => [id, source])).toEqual([
      ["a", "mine"],
      ["kept", "x"],
      ["b", "2"],
    ]);
    expect(states()).toBe("edited edited stale");
    expect(written).toEqual(["a"]);
    notebook.take("b");
    notebook.take("kept");
    expect(notebook.cells.map(({ id }) => id)).toEqual(["a", "b"]);
    expect([said, notebook.lastChange]).toEqual([[], undefined]);
  });

  test("a cell that is not added, or that runs, is not removed", async () => {
    const { notebook, said } = scriptedNotebook("1");
    expect(() => notebook.remove("a")).toThrow("remove: the cell must be an added one, got a");
    const { id } = notebook.add("a", { source: "loop" });
    void notebook.run(id);
    await settled();
    notebook.remove(id);
    expect(said.at(-1)).toBe("Cell 2 is running: stop it first.");
    expect(notebook.cells).toHaveLength(2);
    await notebook.stop();
  });

  test("all is reset while a cell runs", async () => {
    const { notebook, states } = scriptedNotebook("1", "2");
    notebook.edit("b", "loop");
    void notebook.run("b");
    await settled();
    notebook.resetAll();
    expect(states()).toBe("stored stored");
  });

  test("all is reset, with a new worker, and that is undone", async () => {
    const { notebook, runner, states } = scriptedNotebook("1", "2");
    notebook.edit("a", "one");
    notebook.add("b", { source: "3" });
    await notebook.runAll();
    notebook.resetAll();
    expect(states()).toBe("stored stored");
    expect(notebook.cells.map(({ source }) => source)).toEqual(["1", "2"]);
    expect(runner.workers).toEqual([["one", "2", "3"], []]);
    notebook.undo();
    expect(notebook.cells.map(({ source }) => source)).toEqual(["one", "2", "3"]);
  });

  test("undoing a reset of all keeps what another window has added and written since", async () => {
    const { notebook } = scriptedNotebook("1", "2");
    notebook.edit("a", "one");
    notebook.edit("b", "two");
    notebook.insert({ id: "mine", source: "x", after: "a" });
    notebook.resetAll();
    notebook.insert({ id: "theirs", source: "y", after: "b" });
    notebook.write("b", "their two");
    notebook.undo();
    expect(notebook.cells.map(({ id, source }) => [id, source])).toEqual([
      ["a", "one"],
      ["mine", "x"],
      ["b", "their two"],
      ["theirs", "y"],
    ]);
  });

  test("a removed cell comes back below its own one when others have come and gone", async () => {
    const { notebook } = scriptedNotebook("1", "2");
    notebook.insert({ id: "gone", source: "x", after: "a" });
    notebook.insert({ id: "mine", source: "y", after: "gone" });
    notebook.remove("mine");
    notebook.take("gone");
    notebook.insert({ id: "theirs", source: "z", after: "b" });
    notebook.undo();
    expect(notebook.cells.map(({ id }) => id)).toEqual(["a", "mine", "b", "theirs"]);
  });
});
