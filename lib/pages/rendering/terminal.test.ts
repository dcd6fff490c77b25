import { describe, expect, test } from "vitest";
import { shorten, terminalHtml } from "./terminal.ts";

describe("terminal text", () => {
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

  test("a ground of the sixteen colours keeps a text that can be read on it", () => {
    for (const ground of ["43", "103", "44", "107"]) {
      for (const text of ["38;5;241", "38;2;90;90;90", "38;5;226"]) {
        const html = terminalHtml(`\u001b[${text};${ground}mx\u001b[0m`);
        expect(html).toMatch(/^<span class="ansi-[\w-]+-bg">x<\/span>$/);
      }
    }
  });

  test("faint text has a colour and no opacity", () => {
    expect(terminalHtml("\u001b[2mx")).toBe('<span style="color:var(--quiet)">x</span>');
    expect(terminalHtml("\u001b[2;31mx")).toBe('<span class="ansi-red-fg">x</span>');
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
