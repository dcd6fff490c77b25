import { describe, expect, it } from "vitest";
import { isJson, isValueUrl, namesTaken, valueSource, valueUrl } from "./value-modules.ts";

describe("the names that compiled code takes from other modules", () => {
  it.each<[string, string[]]>([
    ['import { a, b as c } from "m";', ["a", "b"]],
    ['import d, { default as e, f } from "m";', ["f"]],
    ['import d from "m";', []],
    ['import * as n from "m";\nn.x(); n?.y; other.n.z', ["x", "y"]],
    ['export { g, h as i } from "m";', ["g", "h"]],
    ['import {\n  j,\n  k\n} from "m";', ["j", "k"]],
  ])("%s", (code, names) => {
    expect(namesTaken(code).get("m")).toEqual(names);
  });

  it("are kept by module", () => {
    const taken = namesTaken('import { a } from "m";\nimport { b } from "n";\nimport "o";');
    expect([...taken]).toEqual([
      ["m", ["a"]],
      ["n", ["b"]],
    ]);
  });
});

describe("a module that gives a value to TypeScript", () => {
  it("is known by its URL", () => {
    expect(isValueUrl(valueUrl("file:///a.cjs?v=1", ["x"]))).toBe(true);
    expect(isValueUrl("file:///a.cjs")).toBe(false);
  });

  it("imports the real one, JSON as Node wants it", () => {
    const code = valueSource(valueUrl("file:///a.cjs?v=1", ["x"]));
    expect(code).toContain('import whole from "file:///a.cjs?v=1";');
    expect(code).toContain('export { value0 as "x" };');
    expect(valueSource(valueUrl("file:///a.json?v=1", []))).toContain('with { type: "json" }');
  });

  it.each([
    ["file:///a.json", true],
    ["file:///a.json?v=1", true],
    ["data:application/json,{}", true],
    ["file:///a.json.ts", false],
    ["data:text/javascript,1", false],
  ])("%s is JSON: %s", (url, is) => expect(isJson(url)).toBe(is));
});
