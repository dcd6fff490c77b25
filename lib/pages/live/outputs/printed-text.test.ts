import { describe, expect, test } from "vitest";
import { PrintedText } from "./printed-text.ts";

const written = (...texts: string[]) => {
  const printed = new PrintedText();
  for (const text of texts) printed.write(text);
  return printed;
};
const lines = (from: number, to: number) => {
  return Array.from({ length: to - from }, (_, at) => `line ${from + at}\n`).join("");
};

describe("PrintedText", () => {
  test("joins what is written, and writes over as a terminal does", () => {
    expect(written("10%", "\r2", "0%\n", "done").text()).toBe("20%\ndone");
    expect(written("a\r", "\nb").text()).toBe("a\nb");
  });

  test.each([1, 7, 1000, 100_000])("is the same in pieces of %i", (size) => {
    const whole = lines(0, 30_000) + Array.from({ length: 9999 }, (_, at) => `${at}%\r`).join("");
    const printed = new PrintedText();
    for (let at = 0; at < whole.length; at += size) printed.write(whole.slice(at, at + size));
    expect(printed.text()).toBe(`${lines(0, 30_000)}9998%`);
  });

  test("a short text is shown whole", () => {
    expect(written("a\nb\n").excerpt(2, 100)).toEqual({
      start: "a\nb\n",
      end: "",
      leftOut: 0,
      lost: 0,
    });
  });

  test.each([6, 250])("of a long text %i lines are shown, from both ends", (count) => {
    const excerpt = written(lines(0, 100_000)).excerpt(count, 100_000);
    expect(excerpt.start).toBe(lines(0, count / 2));
    expect(excerpt.end).toBe(lines(100_000 - count / 2, 100_000));
    expect(excerpt.leftOut).toBe(100_000 - count);
    expect(excerpt.lost).toBe(0);
  });

  test("a line that has no end is shown by its characters", () => {
    const excerpt = written("x".repeat(900_000), "y").excerpt(100, 1000);
    expect(excerpt.start).toBe("x".repeat(500));
    expect(excerpt.end).toBe(`${"x".repeat(499)}y`);
  });

  test.each([
    ["lines", lines(0, 5000)],
    ["one line", "z".repeat(50_000)],
    ["progress", "50%\r51%\n"],
  ])("of 100 million characters in %s it keeps start and end", (_, text) => {
    const printed = written("first\n");
    const times = Math.ceil(1e8 / text.length / (text.includes("\r") ? 100 : 1));
    const piece = text.includes("\r") ? text.repeat(1000) : text;
    for (let at = 0; at < times / (piece.length / text.length); at++) printed.write(piece);
    printed.write("last");
    const kept = printed.text();
    expect(kept.length).toBeLessThan(4_600_000);
    expect(kept.startsWith("first\n")).toBe(true);
    expect(kept.endsWith("last")).toBe(true);
    if (!text.includes("\r")) expect(printed.excerpt(100, 10_000).lost).toBeGreaterThan(9e7);
  });
});
