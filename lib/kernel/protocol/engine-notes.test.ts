import { describe, expect, it } from "vitest";
import { EngineNotes } from "./engine-notes.ts";

const NOTE = [
  "Exception in PromiseRejectCallback:",
  "Cell[8]:1",
  '"use strict";  let f = async function () { return await f() }; f()',
  "                                                        ^",
  "",
  "RangeError: Maximum call stack size exceeded",
  "",
  "",
].join("\n");

describe("EngineNotes", () => {
  it("leaves out whole notes and nothing else", () => {
    const notes = new EngineNotes();
    expect(notes.take(`before\n${NOTE}${NOTE}after\n`)).toBe("before\nafter\n");
    expect(notes.rest()).toBe("");
  });

  it("leaves out a note that comes in lines", () => {
    const notes = new EngineNotes();
    const lines = NOTE.split(/(?<=\n)/);
    const text = ["a\n", ...lines, "b\n"].map((line) => notes.take(line)).join("");
    expect((text + notes.rest()).replaceAll("\n\n", "\n").trim()).toBe("a\nb");
  });

  it("gives back what only begins like one", () => {
    const notes = new EngineNotes();
    const text = "Exception in PromiseRejectCallback:\nof my own";
    expect(notes.take(`x ${text}`)).toBe("x ");
    expect(notes.rest()).toBe(text);
  });
});
