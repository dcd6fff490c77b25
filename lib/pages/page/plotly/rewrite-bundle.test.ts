import { expect, test } from "vitest";
import { rewriteBundle } from "./rewrite-bundle.ts";
import { usedStatements } from "./used-statements.ts";

const module = (name: string, path: string, body: string) =>
  `  var ${name} = __commonJS({\n    "${path}"(exports, module) {\n${body}\n    }\n  });\n`;

const BUNDLE = [
  module("require_a", "a.js", "      module.exports = require_b() + 1;"),
  module("require_b", "b.js", "      module.exports = require_c();"),
  module("require_c", "c.js", "      module.exports = 1;"),
  "  return require_a();\n",
].join("");

test("a bundle loses what a rewritten module no longer needs", () => {
  const rewritten = rewriteBundle(BUNDLE, new Map([["b.js", () => "module.exports = '$&';"]]));
  expect(rewritten).toContain("module.exports = '$&';");
  expect(rewritten).toContain("require_b() + 1");
  expect(rewritten).not.toContain("c.js");
  expect(rewriteBundle(BUNDLE, new Map())).toBe(BUNDLE);
});

test("a module that the bundle lacks is named", () => {
  expect(() => rewriteBundle(BUNDLE, new Map([["d.js", (body) => body]]))).toThrow(
    "bundle: must have the module d.js, got none",
  );
});

test("of a library those statements stay that are used, and what they use", () => {
  const library = `!function() {
    var d3 = {}, unused = 1;
    function helper() {}
    function other() {}
    d3.geo = {};
    d3.geo.path = d3.path = function() { helper(); };
    d3.layout = function() { other(); };
    helper.prototype.kept = 1;
    other.prototype.lost = 1;
    done();
  }.apply(self);`;
  const used = usedStatements(library, ["d3.path"]);
  for (const part of [
    "function helper",
    "d3.geo.path =",
    "d3.geo =",
    "kept",
    "done()",
    "d3 = {}",
  ]) {
    expect(used).toContain(part);
  }
  for (const part of ["function other", "d3.layout", "lost"]) expect(used).not.toContain(part);
});
