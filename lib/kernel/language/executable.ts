import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";

/**
 * The path of TypeScript's native executable, found from this package's own dependency.
 * @throws Error if the platform's package is missing
 */
export async function languageServerExecutable(): Promise<string> {
  const root = dirname(createRequire(import.meta.url).resolve("typescript/package.json"));
  // The package exports no such path, but VS Code relies on this file too.
  const finder = pathToFileURL(join(root, "lib", "getExePath.js")).href;
  const { default: getExePath }: { default: () => string } = await import(finder);
  return getExePath();
}
