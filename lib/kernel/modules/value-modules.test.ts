import { mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import {
  holdsValue,
  isJson,
  isValueUrl,
  namesTaken,
  valueSource,
  valueUrl,
} from "./value-modules.ts";

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

describe("which module is a value", () => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "values-")));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  it.each<[string, string, boolean]>([
    ["a.js", "exports.a = 1", true],
    ["b.js", "/*\n export is a word\n*/ exports.a = 1", true],
    ["c.js", "#!/usr/bin/env node\n  import('x'); const text = `\nexport x`", true],
    ["d.js", "export const d = 1", false],
    ["e.mjs", "export const d = 1", false],
    ["f.cjs", "", true],
    ["g.json", "{}", true],
    ["h.ts", "import x = require('x')\nexport = x", true],
    ["i.cts", "module.exports = 1", true],
    ["j.ts", "export const module = { exports: 1 }\nmodule.exports = 2", false],
    ["k.ts", "", false],
  ])("%s: %j", (name, source, is) => {
    const path = join(folder, name);
    writeFileSync(path, source);
    expect(holdsValue({ url: `${pathToFileURL(path)}?v=1` })).toBe(is);
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
