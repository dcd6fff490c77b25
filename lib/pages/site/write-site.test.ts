import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { markdown, notebookOf } from "../page/testing/sample-notebooks.ts";
import { writeSite } from "./write-site.ts";

describe("writeSite", () => {
  let dir = "";
  const lesson = (name: string, title: string, text = "About $\\frac{1}{1-p}$ and **more**.") => ({
    name,
    notebook: notebookOf([markdown(`# ${title}\n\n${text}\n\nSee [two](02-b.ipynb).`)]),
  });
  const read = (name: string) => readFileSync(join(dir, name), "utf8");

  beforeEach(() => {
    dir = join(mkdtempSync(join(tmpdir(), "site-")), "site");
  });
  afterEach(() => rmSync(join(dir, ".."), { recursive: true }));

  test("writes the contents page and one page a lesson, linked in order", async () => {
    const written = await writeSite(
      [lesson("01-a", "Lesson 1: First"), lesson("02-b", "Second")],
      dir,
    );
    expect(written).toEqual(
      ["01-a.html", "02-b.html", "index.html"].map((name) => join(dir, name)),
    );
    expect(readdirSync(dir)).toEqual(["01-a.html", "02-b.html", "index.html"]);
    const index = read("index.html");
    expect(index).toMatch(
      /class="number">01<\/span><div><h2><a href="01-a\.html">First<\/a><\/h2><p>About <math>/,
    );
    expect(index.indexOf("01-a.html")).toBeLessThan(index.indexOf("02-b.html"));
    expect(read("01-a.html")).toContain('<a class="next" href="02-b.html">');
    expect(read("01-a.html")).toContain('<a href="02-b.html">two</a>');
    expect(read("01-a.html")).not.toContain('class="previous"');
    expect(read("02-b.html")).toContain('<a class="previous" href="01-a.html">');
    expect(read("01-a.html")).toContain('content="About 1/(1-p) and more."');
  });

  test("removes its own pages of lessons that are gone, and nobody else's", async () => {
    await writeSite([lesson("01-a", "A"), lesson("02-b", "B")], dir);
    writeFileSync(join(dir, "mine.html"), "<p>mine</p>");
    writeFileSync(join(dir, ".02-b.html.1.unfinished"), "half a page");
    await writeSite([lesson("01-a", "A")], dir);
    expect(readdirSync(dir)).toEqual(["01-a.html", "index.html", "mine.html"]);
  });

  test("writes the playground where it is asked for, and links it", async () => {
    await writeSite([lesson("01-a", "A")], dir, { playground: true });
    expect(readdirSync(dir)).toEqual(["01-a.html", "index.html", "playground.html"]);
    expect(read("index.html")).toContain('<h2><a href="playground.html">The playground</a></h2>');
    expect(read("index.html")).not.toContain("Guides");
    expect(read("playground.html")).toContain('<a class="home" href="index.html">Dropout Lab</a>');
    await writeSite([lesson("01-a", "A")], dir);
    expect(readdirSync(dir)).toEqual(["01-a.html", "index.html"]);
    expect(read("index.html")).not.toContain("playground");
  });

  test("refuses a notebook by whose name the site has a page itself", async () => {
    const guides = [lesson("playground", "Mine"), lesson("index", "Mine"), lesson("tour", "Tour")];
    const options = { guides, playground: true };
    await expect(writeSite([], dir, options)).rejects.toThrow(
      "a name that is taken: the site has a playground.html itself",
    );
    for (let time = 1; time <= 2; time++) {
      const failed: string[] = [];
      await writeSite([], dir, { ...options, failed: (name) => failed.push(name) });
      expect(failed).toEqual(["playground", "index"]);
      expect(read("playground.html")).toContain("playground-worker");
      expect(read("index.html")).toContain("Tour");
      expect(read("index.html")).not.toContain("Mine");
    }
  });

  test("lists guides below the lessons, each with a page that stands alone", async () => {
    const guides = [lesson("a-tour", "A tour")];
    const written = await writeSite([lesson("01-a", "A"), lesson("02-b", "B")], dir, { guides });
    expect(written).toContain(join(dir, "a-tour.html"));
    const [lessons = "", others = ""] = read("index.html").split("<h2>Guides</h2>");
    expect(lessons).toContain('href="02-b.html"');
    expect(others).toMatch(/class="number"><\/span><div><h3><a href="a-tour\.html">A tour</);
    for (const name of ["a-tour.html", "02-b.html"]) {
      expect(read(name)).not.toContain('class="next"');
    }
    expect(read("a-tour.html")).not.toContain('class="previous"');
    // It goes as a lesson goes.
    await writeSite([lesson("01-a", "A")], dir);
    expect(readdirSync(dir)).toEqual(["01-a.html", "index.html"]);
    expect(read("index.html")).not.toContain("Guides");
  });

  test("links an API reference where one is", async () => {
    await writeSite([lesson("01-a", "A")], dir);
    expect(read("index.html")).not.toContain("api/");
    mkdirSync(join(dir, "api"));
    writeFileSync(join(dir, "api/index.html"), "the reference");
    await writeSite([lesson("01-a", "A")], dir);
    expect(read("index.html")).toContain('<h3><a href="api/index.html">API reference</a></h3>');
    expect(read("api/index.html")).toBe("the reference");
  });

  test("keeps the last good page of a lesson that failed, and lists it", async () => {
    await writeSite([lesson("01-a", "Good")], dir);
    const before = read("01-a.html");
    const written = await writeSite([{ ...lesson("01-a", "Broken"), keepPage: true }], dir);
    expect(read("01-a.html")).toBe(before);
    expect(written).toEqual([join(dir, "index.html")]);
    expect(read("index.html")).toContain('href="01-a.html"');
  });

  test("changes nothing when a lesson cannot be exported", async () => {
    await writeSite([lesson("01-a", "A")], dir);
    const broken = { name: "02-b", notebook: { ...notebookOf([]), cells: [{}] } as never };
    await expect(writeSite([lesson("01-a", "Changed"), broken], dir)).rejects.toThrow();
    expect(read("01-a.html")).toContain('<h1 id="a">A</h1>');
    expect(existsSync(join(dir, "02-b.html"))).toBe(false);
  });
});
