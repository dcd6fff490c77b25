import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { bundledData } from "./bundled-data.ts";

describe("the files that a package reads in a page", () => {
  const directory = mkdtempSync(join(tmpdir(), "dropout-lab-bundled-data-"));
  const folder = join(directory, "node_modules", "animals");
  mkdirSync(join(folder, "files"), { recursive: true });
  writeFileSync(
    join(folder, "package.json"),
    JSON.stringify({ name: "animals", type: "module", main: "index.js", pageData: "files" }),
  );
  const code = 'export const cat = () => "cat.txt"; export const dog = () => "dog.txt";';
  writeFileSync(join(folder, "index.js"), code);
  writeFileSync(join(folder, "files", "cat.txt"), "miaow");
  writeFileSync(join(folder, "files", "dog.txt"), "woof");
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  it.each([
    ["a full path", directory],
    ["a path from the working folder", relative(process.cwd(), directory)],
  ])(
    "are those of the names that a cell has, where the notebook's folder is %s",
    async (_, from) => {
      const sources = ['import { cat } from "animals"; cat()'];
      const data = await bundledData(sources, ["animals"], { directory: from });
      const texts = Object.entries(data).map(([name, bytes]) => [
        name,
        Buffer.from(bytes).toString(),
      ]);
      expect(texts).toEqual([["cat.txt", "miaow"]]);
    },
  );
});
