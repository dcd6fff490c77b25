import { describe, expect, test } from "vitest";
import { nodePlatform } from "../page/node-platform.ts";
import { shareFootnotes } from "./footnotes.ts";
import { Headings } from "./headings.ts";
import { Mathematics } from "./mathematics.ts";
import { Prose } from "./prose.ts";

async function render(...cells: string[]): Promise<string[]> {
  const prose = new Prose({
    platform: nodePlatform(),
    mathematics: new Mathematics(),
    headings: new Headings(),
    link: () => undefined,
  });
  const parsed = shareFootnotes(cells).map((source) => prose.parse(source));
  return await Promise.all(parsed.map((one) => prose.render(one)));
}

describe("footnotes", () => {
  test("stand below the cell that refers to them, and lead back", async () => {
    const [html = ""] = await render("Foot[^1] note[^b].\n\n[^1]: The *first*.\n[^b]: The second.");
    expect(html).toMatch(
      /Foot<sup[^>]*><a href="#(fn[^"]*)" id="(fnref[^"]*)">[\s\S]*<li id="\1"[\s\S]*href="#\2"/,
    );
    expect(html).toContain("The <em>first</em>.");
    expect(html).not.toContain("[^");
  });

  test("may be written in a later cell, and be referred to in several", async () => {
    const [first = "", second = "", last = ""] = await render(
      "One[^n].",
      "Two[^n].",
      "## References\n\n[^n]: A note\n    with two lines.\n",
    );
    expect(first).toMatch(/A note\s+with two lines/);
    expect(second).toMatch(/A note\s+with two lines/);
    expect(last).not.toContain("A note");
    const ids = [...`${first}${second}`.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test("that nothing refers to stay text, as do notes in code and powers", async () => {
    expect((await render("Text.\n\n[^x]: lonely"))[0]).toContain("[^x]: lonely");
    expect((await render("```\n[^1]: code\n```\n\nx[^2]"))[0]).toMatch(
      /\[\^1\]: code[\s\S]*x\[\^2\]/,
    );
    expect((await render("m^[2]"))[0]).toContain("m^[2]");
  });
});

test("lists of definitions are lists", async () => {
  expect((await render("Term\n: Meaning"))[0]).toMatch(/<dl>\s*<dt>Term<\/dt>\s*<dd>Meaning/);
});
