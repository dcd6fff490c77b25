import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/**
 * The modules that the packages of lib/ export, as a cell imports them, each with its source file.
 * @param {string} root the checkout's folder
 * @returns {{ name: string, source: string }[]}
 */
export function publicModules(root) {
  return ["library", "kernel", "pages"].flatMap((folder) => {
    const manifest = readFileSync(join(root, "lib", folder, "package.json"), "utf8");
    const { name, exports } = JSON.parse(manifest);
    return Object.entries(exports).flatMap(([path, { types }]) => {
      if (types === undefined) return [];
      const source = types.replace("./dist/", "").replace(/\.d\.ts$/, ".ts");
      return namesFor(join(root, "lib", folder, source)).map((file) => ({
        name: name + path.slice(1).replace("*", file),
        source: join(root, "lib", folder, source.replace("*", file)),
      }));
    });
  });
}

/** What a pattern's star stands for; of another path one name, which is not used. @param {string} source */
function namesFor(source) {
  if (!source.includes("*")) return [""];
  return readdirSync(dirname(source)).flatMap((file) => /^([\w-]+)\.ts$/.exec(file)?.[1] ?? []);
}
