import { describe, expect, test } from "vitest";
import { settleLines, shorten, terminalHtml } from "./terminal.ts";

describe("terminal text", () => {
  test("carriage returns and backspaces overwrite what they go back over", () => {
    expect(settleLines("10%\r20%\r\nabc\rX\nab\b\bc")).toBe("20%\nXbc\ncb");
  });

  test("is escaped, and its colours are classes", () => {
    expect(terminalHtml("<i> \u001b[1;31mred\u001b[0m")).toBe(
      '&lt;i&gt; <span style="font-weight:bold" class="ansi-red-fg">red</span>',
    );
  });

  test("colours beyond the sixteen can be read in both themes, and on grounds of their own", () => {
    expect(terminalHtml("\u001b[38;5;226myellow")).toMatch(
      /style="color:light-dark\(#\w{6},#ffff00\)"/,
    );
    expect(terminalHtml("\u001b[48;2;0;0;90mon blue")).toContain(
      'style="background-color:rgb(0,0,90);color:#ffffff"',
    );
    expect(terminalHtml("\u001b[48;2;250;250;90mon yellow")).toContain("color:#000000");
  });

  test("makes links of the web's addresses only", () => {
    expect(terminalHtml("\u001b]8;;https://example.org\u0007x\u001b]8;;\u0007")).toBe(
      '<a href="https://example.org">x</a>',
    );
    expect(terminalHtml("\u001b]8;;javascript:act()\u0007x\u001b]8;;\u0007")).not.toContain("<a");
  });

  test("keeps the start and the end of what is too long", () => {
    const short = shorten(`START${"x".repeat(200_000)}END`);
    expect(short).toMatch(/^START[\s\S]*120,008 characters are left out[\s\S]*END$/);
    expect(shorten("short")).toBe("short");
  });
});
