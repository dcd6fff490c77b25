import { describe, expect, test } from "vitest";
import { compactScreen, settleScreen } from "./terminal-screen.ts";

const ESC = "\u001b";

describe("settleScreen", () => {
  test.each([
    ["plain\n\ttext\n", "plain\n\ttext\n"],
    ["10%\r20%\r\nabc\rX\nab\b\bc", "20%\nXbc\ncb"],
    [`progress 10%\r${ESC}[Kdone\n`, "done\n"],
    [`progress 10%\rdone${ESC}[K\n`, "done\n"],
    [`progress 10%${ESC}[2K\rdone\n`, "done\n"],
    [`abcdef\b\b${ESC}[1K|`, "    |f"],
    [`a\nb\nc${ESC}[2A\rX${ESC}[J\n`, "X\n"],
    [`one\ntwo\n${ESC}[2A${ESC}[2Knew\n\n`, "new\ntwo\n"],
    [`old screen\n${ESC}[2J${ESC}[Hnew`, "new"],
    [`abc${ESC}[2DX${ESC}[4GY`, "aXcY"],
    [`abc${ESC}[1G${ESC}[1P${ESC}[1@_`, "_bc"],
    [`abc${ESC}[s\rX${ESC}[u!`, "Xbc!"],
    [`${ESC}[?25lhidden cursor\r${ESC}[?25h`, "hidden cursor"],
    ["漢字x\rab", "ab字x"],
    ["e\u0301x\ry", "yx"],
    ["👍x\r12", "12x"],
    ["a\tb\rX", "X       b"],
    [`x${ESC}[999999999Cy\r`, `x${" ".repeat(4094)}y`],
    [`x${ESC}[999999999By\r`, "xy"],
    [`${ESC}]0;a title\u0007x\rX`, "X"],
  ])("leaves what a terminal leaves of %j", (text, left) => {
    expect(settleScreen(text)).toBe(left);
  });

  test("colours are no columns, and go with what they colour", () => {
    const bar = `${ESC}[31m10%${ESC}[0m|##  |\r${ESC}[1;33m50%${ESC}[0m|### |\r${ESC}[32m100%${ESC}[0m|####|\n`;
    expect(settleScreen(bar)).toBe(`${ESC}[32m100%${ESC}[0m|####|\n`);
    const pip = `${ESC}[32m*${ESC}[0m Resolving xxxxxxx\r${ESC}[2K${ESC}[32mv${ESC}[0m Done\n`;
    expect(settleScreen(pip)).toBe(`${ESC}[32mv${ESC}[0m Done\n`);
    expect(settleScreen(`${ESC}[31mred\r${ESC}[39mX`)).toBe(`X${ESC}[31med${ESC}[0m`);
  });

  test("colours of every kind are kept", () => {
    const codes = ["1", "2;3;4", "38;5;241;43", "38;2;1;2;3;48;5;7", "91;107"];
    for (const code of codes) {
      expect(settleScreen(`a\r${ESC}[${code}mx`)).toBe(`${ESC}[${code}mx${ESC}[0m`);
    }
    expect(settleScreen(`a\r${ESC}[1;31m${ESC}[22;39mx`)).toBe("x");
  });

  test("inverse text changes its colours, or stands on grey", () => {
    expect(settleScreen(`${ESC}[31;7mx`)).toBe(`${ESC}[41mx${ESC}[0m`);
    expect(settleScreen(`${ESC}[7mx${ESC}[27my`)).toBe(`${ESC}[100mx${ESC}[0my`);
    expect(settleScreen(`${ESC}[38;5;9;44;7mx`)).toBe(`${ESC}[34;48;5;9mx${ESC}[0m`);
  });

  test("links go with their text", () => {
    const link = `${ESC}]8;;https://example.org\u0007x${ESC}]8;;\u0007`;
    expect(settleScreen(`yy\r${link}`)).toBe(`${link}y`);
  });

  test("a megabyte of progress takes no more than seconds", () => {
    const text = Array.from({ length: 20_000 }, (_, at) => `\r${ESC}[K${at} `.padEnd(50, "#"));
    expect(settleScreen(text.join(""))).toMatch(/^19999 #+$/);
  });
});

describe("compactScreen", () => {
  const bar = `${ESC}[31m10%${ESC}[0m|##  |\r${ESC}[1;33m50%`;
  test.each([
    ["10%\r", "20%"],
    ["abc\b", "X"],
    [`one\ntwo\nthree${ESC}[2A\r`, "ONE\nTWO\n"],
    [`one\ntwo\r${ESC}[1A${ESC}[2C`, "X"],
    [bar, "|### |\r"],
    [`yy\r${ESC}]8;;https://example.org\u0007x`, "x"],
    ["漢字\r", "ab"],
    ["x\r\n", "y"],
    ["x\r", "\ny"],
  ])("leaves with more what %j leaves with it", (text, more) => {
    const compact = compactScreen(text);
    expect(settleScreen(compact + more)).toBe(settleScreen(text + more));
    expect(settleScreen(compactScreen(compact) + more)).toBe(settleScreen(text + more));
  });

  test("does not grow with what is written over", () => {
    let text = "";
    for (let at = 0; at < 500; at++) text = compactScreen(`${text}\r${ESC}[K${at} `);
    expect(text.length).toBeLessThan(20);
  });
});
