import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

/**
 * The script by which a page lowers what their cells need: see `cellNeeds`. It is large, so it is for
 * those pages only.
 *
 * @throws {Error} where the optional package `@babel/standalone` is not installed
 */
export async function loweringScript(): Promise<string> {
  const require = createRequire(import.meta.url);
  let path: string;
  try {
    path = require.resolve("@babel/standalone/babel.min.js");
  } catch {
    throw new Error("loweringScript: the package @babel/standalone must be installed");
  }
  const code = await readFile(path, "utf8");
  const script = code.replace(/\n\/\/# sourceMappingURL=.*\s*$/, "\n");
  return `(() => { const module = { exports: {} }, { exports } = module; ${script}; return module.exports; })()`;
}
