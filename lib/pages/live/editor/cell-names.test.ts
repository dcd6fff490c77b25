import { describe, expect, test } from "vitest";
import { cellNames } from "./cell-names.ts";
import { NotebookNames } from "./notebook-names.ts";

describe("cellNames", () => {
  test("finds what a cell declares for other cells, and nothing that is its own", () => {
    const source = `const { a, b: c, ...d } = x, [e, f = g] = y;
let h: number; var i; function j(no) { const no1 = 1 } async function* k() {} class L { m() {} }
enum M { No } namespace N {} interface O { no: 1 } type P = 1; export const q = (no2) => no2;
for (const no3 of x) { let no4 } { const no5 = 1 } if (x) { let no6 } const r = function no7() {};`;
    expect(cellNames(source).declared).toEqual([..."acdefhijkLMNOPqr"]);
  });

  test("finds imports, by the names of the cell and of the package", () => {
    const source = `import a, { b, type C, d as e } from "one"; import * as f from 'two'; import "three";
import type { G } from "four"; import { type h as i } from "five"`;
    expect(
      cellNames(source).imported.map(({ name, specifier, exported }) =>
        [name, specifier, exported].join(" "),
      ),
    ).toEqual([
      "a one default",
      "b one b",
      "C one C",
      "e one d",
      "f two *",
      "G four G",
      "i five h",
    ]);
  });

  test("reads what can be read of a cell that is half written", () => {
    expect(cellNames("import { ones } from 'x'\nconst a = [1, {\nlet b = (").declared).toContain(
      "a",
    );
    expect(cellNames("const a = 1\nimport { ones").declared).toEqual(["a"]);
    expect(cellNames("import { ones } fro").imported).toEqual([]);
    expect(cellNames("!ls\n%%html\n<b>").declared).toEqual([]);
  });
});

describe("NotebookNames", () => {
  test("follows the sources, and reads a source anew only when it has changed", () => {
    const sources = ["const a = 1", "const b = 1"];
    const names = new NotebookNames({ x: { ones: ["ones()", "Ones."] } }, () => sources);
    expect(names.declared()).toEqual(["a", "b"]);
    sources[1] = "import { ones as c } from 'x'";
    expect(names.declared()).toEqual(["a"]);
    const [imported] = names.imported();
    expect(imported && names.documentation(imported)).toEqual({
      specifier: "x",
      name: "ones",
      signature: "ones()",
      summary: "Ones.",
    });
    const [same] = names.imported();
    expect(same).toBe(imported);
  });

  test("knows nothing of a package, or of what it does not export", () => {
    const names = new NotebookNames({ x: {} }, () => [
      "import { toString, a } from 'x'; import { b } from 'y'",
    ]);
    expect(names.imported().map((one) => names.documentation(one))).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(names.exportsOf("constructor")).toEqual([]);
  });
});
