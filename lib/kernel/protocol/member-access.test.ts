import { describe, expect, it } from "vitest";
import { expressionAt, memberAccess } from "./member-access.ts";

const access = (source: string) => {
  const found = memberAccess(source, source.length);
  return found && [found.root, found.path, found.notation, found.written, found.start];
};

describe("memberAccess", () => {
  it.each([
    ["o.", "o", [], "dot", "", 2],
    ["o.alp", "o", [], "dot", "alp", 2],
    ["const x = o.list[0].na", "o", ["list", "0"], "dot", "na", 20],
    ["o?.a?.b!.", "o", ["a", "b"], "dot", "", 9],
    ["o[\"a b\"]['c\\'d'].", "o", ["a b", "c'd"], "dot", "", 17],
    ['o?.["a', "o", [], '"', "a", 5],
    ["o.x['two wo", "o", ["x"], "'", "two wo", 5],
    ["o[", "o", [], "bracket", "", 2],
    ["[...o.", "o", [], "dot", "", 6],
    ["(o as any).x.", "o", ["x"], "dot", "", 13],
    ["o\n  .first\n  .", "o", ["first"], "dot", "", 14],
    ["'😀' + o.a", "o", [], "dot", "a", 9],
    ['f("x"); größe.', "größe", [], "dot", "", 14],
    ["`${o.", "o", [], "dot", "", 5],
  ])("reads %s", (source, ...wanted) => {
    expect(access(source)).toEqual(wanted);
  });

  it.each([
    ["f().o."],
    ["a.b[i].c."],
    ["list[i]."],
    ["// see o."],
    ['"see o.'],
    ["`see o."],
    ["1."],
    ["this."],
    ["o"],
    ["o[0"],
    [""],
    [`o${".a".repeat(250)}.`],
  ])("looks at no value for %.40s", (source) => {
    expect(access(source)).toBeUndefined();
  });
});

describe("expressionAt", () => {
  it("ends with the word at the offset", () => {
    expect(expressionAt("1 + o.alpha.beta", 8)).toMatchObject({ root: "o", path: ["alpha"] });
    expect(expressionAt("o.alpha", 7)).toMatchObject({ root: "o", path: ["alpha"] });
    expect(expressionAt("1 + 2", 5)).toBeUndefined();
  });
});
