import { describe, expect, it } from "vitest";
import { foldFrames, packagePlace } from "./package-frames.ts";

describe("packagePlace", () => {
  it.each([
    ["/home/me/node_modules/chart/lib/a.js", "chart", "node_modules/chart/lib/a.js"],
    ["/me/node_modules/@team/chart/a.js", "@team/chart", "node_modules/@team/chart/a.js"],
    ["/me/node_modules/.pnpm/b@1/node_modules/b/a.js", "b", "node_modules/b/a.js"],
    ["/me/node_modules/a/node_modules/b/a.js", "b", "node_modules/b/a.js"],
    ["C:\\me\\node_modules\\b\\a.js", "b", "node_modules/b/a.js"],
  ])("shortens %s", (path, name, short) => {
    expect(packagePlace(path)).toEqual({ name, path: short });
  });

  it("takes no other file", () => {
    expect(packagePlace("/home/me/notebook/a.ts")).toBeUndefined();
    expect(packagePlace("/home/my_node_modules/a.ts")).toBeUndefined();
  });
});

describe("foldFrames", () => {
  const own = (text: string) => ({ text });
  const of = (name: string, ...texts: string[]) => texts.map((text) => ({ text, package: name }));

  it("shows the first of a package's frames and how many follow", () => {
    expect(foldFrames([...of("a", "1", "2", "3", "4"), own("cell")])).toEqual([
      "at 1",
      "… 3 more in node_modules/a",
      "at cell",
    ]);
  });

  it("shows the frames around a callback's", () => {
    expect(foldFrames([own("callback"), ...of("a", "1"), own("cell")])).toEqual([
      "at callback",
      "at 1",
      "at cell",
    ]);
  });

  it("folds the frames of packages that call each other as one", () => {
    expect(foldFrames([...of("a", "1"), ...of("b", "2"), ...of("a", "3")])).toEqual([
      "at 1",
      "… 2 more in node_modules",
    ]);
  });

  it("shows two frames, which a sentence would not shorten", () => {
    expect(foldFrames(of("a", "1", "2"))).toEqual(["at 1", "at 2"]);
  });

  it("shows the first lines of a recursion", () => {
    expect(foldFrames([own("first"), ...Array(9).fill(own("dive"))])).toEqual([
      "at first",
      "at dive",
      "at dive",
      "at dive",
      "… 6 more such lines",
    ]);
  });
});
