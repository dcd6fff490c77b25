import { describe, expect, test } from "vitest";
import { contentsHtml, Headings, slug } from "./headings.ts";

describe("Headings", () => {
  test("anchors are GitHub's, and each is there once", () => {
    expect(slug("What is `p`? An overview, 2nd part")).toBe("what-is-p-an-overview-2nd-part");
    expect(slug("Überblick שלום")).toBe("überblick-שלום");
    const headings = new Headings();
    const ids = ["Part", "Part", "Part-1", "?!"].map((text) => headings.add(text, 2, text).id);
    expect(ids).toEqual(["part", "part-1", "part-1-1", "section"]);
  });

  test("the page's own names and the author's anchors are taken", () => {
    const headings = new Headings();
    expect(headings.claim("note")).toBe(true);
    expect(headings.claim("note")).toBe(false);
    const ids = ["Plotly", "Content", "MathJax", "Note"].map((one) => headings.add(one, 2, one).id);
    expect(ids).toEqual(["plotly-1", "content-1", "mathjax-1", "note-1"]);
    for (const id of ["plotly", "Content", "js-plotly-tester", "plotly-1"]) {
      expect(headings.claim(id)).toBe(false);
    }
    expect(headings.find("Content")).toBe("content-1");
  });

  test("levels are never skipped on the way down", () => {
    const headings = new Headings();
    const levels = [1, 4, 6, 4, 2, 3, 1, 1].map((level) => headings.add("x", level, "x").level);
    expect(levels).toEqual([1, 2, 3, 2, 2, 3, 1, 1]);
  });

  test("a link finds its heading as Jupyter and as GitHub write it", () => {
    const headings = new Headings();
    headings.add("One draw", 2, "One draw");
    expect(headings.find("One-draw")).toBe("one-draw");
    expect(headings.find("one-draw")).toBe("one-draw");
    expect(headings.find("another")).toBeUndefined();
  });

  test("the contents are lists in lists, from two sections on", () => {
    const list = (...levels: number[]) =>
      contentsHtml(levels.map((level, at) => ({ id: `s${at}`, html: `S${at}`, level })));
    const item = (at: number) => `<li><a href="#s${at}">S${at}</a>`;
    expect(list(1, 2)).toBe("");
    expect(list(1, 2, 3, 4, 3, 2)).toBe(
      `<ol>${item(1)}<ol>${item(2)}</li>${item(4)}</li></ol></li>${item(5)}</li></ol>`,
    );
    expect(list(3, 3)).toBe(`<ol>${item(0)}<ol>${item(1)}</li></ol></li></ol>`);
  });
});
