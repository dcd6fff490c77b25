import { afterAll, describe, expect, it } from "vitest";
import { OwnFiles } from "./own-files.ts";
import { resolveForImport } from "./resolve-for-import.ts";
import { Folder } from "./testing/folder.ts";

const folder = new Folder();
afterAll(() => folder[Symbol.dispose]());
const linked = { ".": { types: "./i.d.ts", default: "./i.ts" }, "./*": "./src/*.ts" };
folder.write("packages/linked/package.json", { name: "linked", exports: linked });
const entry = folder.write("packages/linked/i.ts");
const types = folder.write("packages/linked/i.d.ts");
const part = folder.write("packages/linked/src/part.ts");
folder.link("packages/linked", "node_modules/@my/linked");
const main = folder.write("packages/older/lib/main.ts");
folder.write("packages/older/package.json", { name: "older", main: "lib/main" });
folder.link("packages/older", "node_modules/older");
folder.write("node_modules/real/package.json", { name: "real", main: "i.js" });
folder.write("node_modules/real/i.js");
folder.write("node_modules/.store/pnpm/node_modules/stored/package.json", { main: "i.js" });
folder.write("node_modules/.store/pnpm/node_modules/stored/i.js");
folder.link("node_modules/.store/pnpm/node_modules/stored", "node_modules/stored");
const imports = { "#tool": "./tool.ts", "#far": "older", "#t/*": { default: "./t/*.ts" } };
folder.write("package.json", { name: "book", exports: "./tool.ts", imports });
const tool = folder.write("tool.ts");
const under = folder.write("t/under.ts");
const own = new OwnFiles(folder.path);

describe("the learner's own files behind a specifier", () => {
  it.each<[string, string[]]>([
    ["./tool", [tool]],
    ["./packages/older", [main]],
    ["@my/linked", [types, entry]],
    ["@my/linked/part", [part]],
    ["older", [main]],
    ["older/lib/main", [main]],
    ["#tool", [tool]],
    ["#far", [main]],
    ["#t/under", [under]],
    ["book", [tool]],
    ["real", []],
    ["stored", []],
    ["absent", []],
    ["node:fs", []],
  ])("%s", (specifier, files) => {
    expect(own.find(specifier, folder.path)).toEqual(files);
  });
});

describe("the URL that an import would load", () => {
  it.each([
    ["./tool", `file://${tool}`],
    ["./none.ts", `file://${folder.path}/none.ts`],
    ["@my/linked", `file://${entry}`],
    ["#t/under", `file://${under}`],
    ["#far", `file://${main}`],
    ["real", `file://${folder.path}/node_modules/real/i.js`],
    ["fs", "node:fs"],
    ["node:fs", "node:fs"],
    ["absent", undefined],
  ])("%s", (specifier, url) => {
    expect(resolveForImport(specifier, folder.path, own)).toBe(url);
  });
});

describe("a tsconfig.json with conditions of its own", () => {
  it("has its say in what an import loads", () => {
    using other = new Folder();
    other.write("tsconfig.json", { compilerOptions: { customConditions: ["source"] } });
    const source = other.write("p/src.ts");
    other.write("p/dist.js");
    other.write("p/package.json", { exports: { source: "./src.ts", default: "./dist.js" } });
    other.link("p", "node_modules/p");
    expect(resolveForImport("p", other.path, new OwnFiles(other.path))).toBe(`file://${source}`);
  });
});
