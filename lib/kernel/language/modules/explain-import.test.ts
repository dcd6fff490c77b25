import { afterAll, describe, expect, it } from "vitest";
import { explainImport } from "./explain-import.ts";
import { OwnFiles } from "./own-files.ts";
import { Folder } from "./testing/folder.ts";

const folder = new Folder();
afterAll(() => folder[Symbol.dispose]());
const own = new OwnFiles(folder.path);
const explain = (specifier: string, from = folder.path) => explainImport(specifier, from, own);

describe("why a local file cannot be imported", () => {
  folder.write("right.ts");
  folder.write("Upper.ts");
  folder.write("plain");
  folder.write("beside");
  folder.write("beside.ts");
  folder.write("notes.txt");
  folder.write("inner/one.ts");
  it.each([
    ["./rihgt", /there is no file .*rihgt .*did you mean '\.\/right\.ts'\?$/],
    ["./right.json", /did you mean '\.\/right\.ts'\?$/],
    ["./upper.ts", /did you mean '\.\/Upper\.ts'\?$/],
    ["./nothing-alike", /^Cannot find '\.\/nothing-alike': there is no file [^?]*$/],
    ["./none/x", /there is no folder .*none$/],
    ["./plain/x", /plain is a file$/],
    ["./plain", /must be a \.ts, .* got a file without an extension; read it with readFileSync/],
    ["./notes.txt", /got a \.txt file; read it with readFileSync\(.*"utf8"\)/],
    ["./inner", /inner is a folder without index\.ts or index\.js; it holds one\.ts$/],
  ])("%s", (specifier, reason) => {
    expect(explain(specifier)).toMatch(reason);
  });

  it.each(["./right", "./right.ts", "./right.js", "./right?x", "./beside"])(
    "nothing speaks against %s",
    (specifier) => expect(explain(specifier)).toBeUndefined(),
  );
});

describe("why a package cannot be imported", () => {
  folder.write("package.json", { dependencies: { wanted: "1" }, imports: { "#a": "./right.ts" } });
  const install = (name: string, manifest: object) =>
    folder.write(`node_modules/${name}/package.json`, manifest);
  install("exporting", { exports: { ".": "./i.js", "./part": "./part.js" } });
  folder.write("node_modules/exporting/i.js");
  install("required", { exports: { require: "./i.cjs" } });
  install("unbuilt", { main: "dist/i.js" });
  install("typed", { types: "i.d.ts" });
  folder.link("nowhere", "node_modules/dangling");
  it.each([
    ["absent", /^Cannot find package 'absent': run "npm install absent" in \//],
    ["absent/sub/path", /run "npm install absent" in/],
    ["@a/absent/sub", /^Cannot find package '@a\/absent': run "npm install @a\/absent" in/],
    ["React", /lower case; run "npm install react" in .*import from 'react'$/],
    ["wanted", /package\.json asks for it, but it is not installed; run "npm install" in/],
    ["wnated", /did you mean 'wanted'\?/],
    ["osc", /did you mean 'os'\?/],
    ["fs/nope", /^Cannot find module 'fs\/nope': .*; did you mean 'fs'\?$/],
    ["fs/promise", /did you mean 'fs\/promises'\?$/],
    ["node:paht", /no module of this name; did you mean 'node:path'\?$/],
    ["right", /for the file .*right\.ts write '\.\/right'/],
    ["exporting/none", /\.\/none is not exported; the package exports \., \.\/part$/],
    ["exporting/part", /part\.js, which is not there/],
    ["required", /can only be required; write require\('required'\)$/],
    ["unbuilt", /dist\/i\.js, which is not there; if the package is yours, build it/],
    ["typed", /types only; write import type$/],
    ["dangling", /dangling is a link to a folder that is not there$/],
    ["#b", /the "imports" of .*package\.json must have it, got #a$/],
    ["a b", /must be a path that begins with \.\/, or the name of a package$/],
    ["npm:@a/b@1/c", /run "npm install @a\/b@1", then import from '@a\/b\/c'$/],
    ["jsr:@std/path", /run "npx jsr add @std\/path", then import from '@std\/path'$/],
    ["https://esm.sh/lodash@4", /not loaded from the network; run "npm install lodash", then/],
    ["https://example.org/x.js", /save the file beside the notebook$/],
    ["bun:test", /got bun:$/],
  ])("%s", (specifier, reason) => {
    expect(explain(specifier)).toMatch(reason);
  });

  it.each(["fs", "node:fs/promises", "exporting", "#a", "data:text/javascript,1"])(
    "nothing speaks against %s",
    (specifier) => expect(explain(specifier)).toBeUndefined(),
  );

  it("names the folder that npm would install it into", () => {
    folder.write("deep/er/x.ts");
    expect(explain("absent", `${folder.path}/deep/er`)).toMatch(` in ${folder.path}`);
    expect(explain("absent", `${folder.path}/deep/er`)).not.toContain("deep");
  });
});

describe("why a name of tsconfig.json cannot be imported", () => {
  it("names the path that it stands for", () => {
    using other = new Folder();
    other.write("tsconfig.json", { compilerOptions: { paths: { "@/*": ["./src/*"] } } });
    expect(explainImport("@/none", other.path, new OwnFiles(other.path))).toBe(
      `Cannot find '@/none': the "paths" of tsconfig.json make it ${other.path}/src/none, where there is no file`,
    );
  });
});
