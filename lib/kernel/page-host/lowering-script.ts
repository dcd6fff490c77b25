import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { CellCompiler, CellSyntaxError } from "../cell/index.ts";

/** Whether one of the cells holds what a page must lower: enums, decorators, JSX, `using`. */
export async function needsLowering(sources: readonly string[]): Promise<boolean> {
  const compiler = new CellCompiler({ globals: [] });
  for (const source of sources) {
    const shellLines = compiler.shellLines(source);
    try {
      compiler.commit(await compiler.compile(source, { url: "cell", shellLines }));
    } catch (error) {
      if (!(error instanceof CellSyntaxError)) throw error;
      if (error.message.endsWith("cannot be run here")) return true;
    }
  }
  return false;
}

/**
 * The script by which a page lowers what `needsLowering` finds. It is large, so it is for pages that
 * need it.
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
