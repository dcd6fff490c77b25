import { readFileSync } from "node:fs";
import { join } from "node:path";

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
      return [{ name: name + path.slice(1), source: join(root, "lib", folder, source) }];
    });
  });
}
