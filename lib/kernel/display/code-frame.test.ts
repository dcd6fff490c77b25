import { describe, expect, it } from "vitest";
import { plain } from "../testing/live-kernel.ts";
import { codeFrame } from "./code-frame.ts";

describe("codeFrame", () => {
  it("puts carets under the place, also behind tabs", () => {
    const frame = codeFrame("one\n\tlet x = nope\nthree", { line: 2, column: 10, length: 4 });
    expect(frame.map(plain)).toEqual([
      "  1 | one",
      "> 2 | \tlet x = nope",
      "    | \t        ^^^^",
      "  3 | three",
    ]);
  });

  it("shows of a long line what stands near the place", () => {
    const line = `${"a".repeat(5000)}nope${"b".repeat(5000)}`;
    const frame = codeFrame(`short\n${line}`, { line: 2, column: 5001, length: 4 }).map(plain);
    expect(frame).toEqual([
      "  1 | ",
      `> 2 | ${"a".repeat(80)}nope${"b".repeat(156)}`,
      `    | ${" ".repeat(80)}^^^^`,
    ]);
  });

  it("cuts no character in two", () => {
    const line = "😀".repeat(300);
    for (const pad of ["", "-"]) {
      const source = `${pad}${line}\n${line}nope${line}\n${line}`;
      const frame = codeFrame(source, { line: 2, column: 601, length: 4 }).join("\n");
      expect(Buffer.from(frame).toString()).toBe(frame);
      const odd = codeFrame(`${pad}${source}`, { line: 1, column: 402 }).join("\n");
      expect(Buffer.from(odd).toString()).toBe(odd);
    }
  });

  it("keeps to the line when the place spans several", () => {
    const [, carets] = codeFrame("f(\n)", { line: 1, column: 2, length: 4 });
    expect(plain(carets)).toBe("    |  ^");
  });
});
