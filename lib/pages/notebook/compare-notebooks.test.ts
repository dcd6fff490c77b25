import { PNG } from "pngjs";
import { describe, expect, test } from "vitest";
import { compareNotebooks } from "./compare-notebooks.ts";
import { formatDifferences } from "./format-differences.ts";
import type { Output } from "./notebook.ts";
import { codeCell, displayed, markdownCell, notebookOf, printed } from "./testing/cells.ts";

/** A picture of 4 x 2 pixels of the same grey, with one pixel's red changed by `change`. */
function picture({ change = 0, width = 4, deflateLevel = 9 } = {}): string {
  const png = new PNG({ width, height: 2 });
  png.data.fill(100);
  png.data[4] = 100 + change;
  return PNG.sync.write(png, { deflateLevel }).toString("base64");
}

const compareOutputs = (stored: Output[], fresh: Output[]) =>
  compareNotebooks(notebookOf(codeCell("x", stored)), notebookOf(codeCell("x", fresh)));

describe("compareNotebooks", () => {
  test("finds nothing between equal notebooks, whatever the prose says", () => {
    const outputs = [printed("1\n"), displayed({ "image/png": picture(), "text/plain": "a" })];
    const stored = notebookOf(markdownCell("a"), codeCell("x", outputs));
    const fresh = notebookOf(markdownCell("b"), codeCell("x", structuredClone(outputs)));
    expect(compareNotebooks(stored, fresh)).toEqual([]);
  });

  test("finds a changed text, and names the cell as its brackets do", () => {
    const stored = notebookOf(markdownCell("a"), codeCell("x"), codeCell("y", [printed("60\n")]));
    const fresh = notebookOf(markdownCell("a"), codeCell("x"), codeCell("y", [printed("60 \n")]));
    expect(compareNotebooks(stored, fresh)).toEqual([
      { cell: 2, what: "output 1, stdout", stored: "60\n", fresh: "60 \n" },
    ]);
  });

  test("finds outputs that are missing, new, or of another kind", () => {
    const text = [printed("1\n")];
    expect(compareOutputs(text, [])).toMatchObject([
      { what: "execution count" },
      { what: "output 1", stored: "stdout\n1\n", fresh: "no output" },
    ]);
    expect(compareOutputs(text, [...text, displayed({ "text/plain": "a" })])).toEqual([
      { cell: 1, what: "output 2", stored: "no output", fresh: "display_data of text/plain\na" },
    ]);
    expect(compareOutputs(text, [printed("1\n", "stderr")])).toMatchObject([{ what: "output 1" }]);
  });

  test("finds a changed source, a changed count and a changed number of cells", () => {
    const stored = codeCell("x", [printed("")]);
    expect(
      compareNotebooks(notebookOf(stored), notebookOf({ ...stored, source: "y" })),
    ).toMatchObject([{ what: "source" }]);
    expect(
      compareNotebooks(notebookOf(stored), notebookOf({ ...stored, execution_count: 2 })),
    ).toMatchObject([{ what: "execution count", stored: "1", fresh: "2" }]);
    expect(compareNotebooks(notebookOf(stored), notebookOf())).toEqual([
      { cell: 0, what: "code cells", stored: "1", fresh: "0" },
    ]);
  });

  test("finds a changed number deep in a figure, but not another order of keys", () => {
    const figure = (x: number[]) => displayed({ "application/vnd.plotly.v1+json": { a: 1, x } });
    const reordered = displayed({ "application/vnd.plotly.v1+json": { x: [1, 2], a: 1 } });
    expect(compareOutputs([figure([1, 2])], [reordered])).toEqual([]);
    expect(compareOutputs([figure([1, 2])], [figure([1, 2.0000000000000004])])).toMatchObject([
      { what: "output 1, application/vnd.plotly.v1+json" },
    ]);
  });

  test("finds changed metadata, and a type that one of them lacks", () => {
    const sized = { ...displayed({ "text/plain": "a" }), metadata: { "image/png": { width: 1 } } };
    expect(compareOutputs([sized], [displayed({ "text/plain": "a" })])).toMatchObject([
      { what: "output 1, metadata" },
    ]);
    expect(
      compareOutputs([displayed({ "text/plain": "a" })], [displayed({ "text/html": "a" })]),
    ).toMatchObject([
      { what: "output 1, text/html", stored: "nothing" },
      { what: "output 1, text/plain", fresh: "nothing" },
    ]);
  });

  test("takes pictures for equal by their pixels, within the tolerance", () => {
    const compare = (fresh: string) =>
      compareOutputs([displayed({ "image/png": picture() })], [displayed({ "image/png": fresh })]);
    expect(picture({ deflateLevel: 0 })).not.toBe(picture());
    expect(compare(picture({ deflateLevel: 0 }))).toEqual([]);
    expect(compare(picture({ change: 2 }))).toEqual([]);
    expect(compare(picture({ change: -3 }))).toMatchObject([
      { what: "output 1, image/png", fresh: "1 of 8 pixels differ, by up to 3 of 255" },
    ]);
    expect(compare(picture({ width: 5 }))).toMatchObject([{ fresh: "4 x 2 became 5 x 2 pixels" }]);
    expect(compare("bm8=")).toMatchObject([{ fresh: "one of them is no PNG" }]);
  });
});

describe("formatDifferences", () => {
  test("shows the lines that left and came, and where", () => {
    const stored = printed("a\nb\nc\n");
    expect(formatDifferences(compareOutputs([stored], [printed("a\nB\nc\n")]))).toBe(
      ["cell [1], output 1, stdout:", "@ line 2", "- b", "+ B"].join("\n"),
    );
    expect(formatDifferences(compareOutputs([printed("1\n")], [printed("2\n")]))).toBe(
      ["cell [1], output 1, stdout:", "- 1", "+ 2"].join("\n"),
    );
  });

  test("shows a line end that only one of them has, and a difference in colours only", () => {
    expect(formatDifferences(compareOutputs([printed("a")], [printed("a\n")]))).toContain("+ ");
    expect(formatDifferences(compareOutputs([printed("a")], [printed("\u001b[31ma")]))).toContain(
      "(in its colours only)",
    );
  });

  test("shortens what is long", () => {
    const long = Array.from({ length: 40 }, (_, line) => `line ${line}`).join("\n");
    const text = formatDifferences(compareOutputs([printed(long)], [printed("")]));
    expect(text).toContain("- line 11\n- … and 28 more lines");
  });
});
