// Joins TypeScript's library files, one file for each line of Node versions.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";

const REFERENCE = /^\/\/\/\s*<reference\b[^\n]*\n/gm;

/**
 * Writes what `lib/kernel/language/node-library.ts` names into the build: of each line of versions what the
 * lines before it lack.
 * @param {string} build the folder of the compiled sources
 */
export async function buildTypeLibraries(build) {
  /** @param {string} name */
  const load = (name) => import(pathToFileURL(join(build, "language", name)).href);
  const { LIBRARIES } = await load("node-library.js");
  const { languageServerExecutable } = await load("executable.js");
  const libraries = dirname(await languageServerExecutable());
  const folder = join(build, "language", "library");
  mkdirSync(folder, { recursive: true });
  /** @type {Set<string>} */
  const known = new Set();
  for (const [version, names] of LIBRARIES) {
    const references = [];
    const added = [];
    for (const [name, source] of libraryFiles(libraries, names)) {
      if (known.has(name)) continue;
      known.add(name);
      const text = source.replace(REFERENCE, "");
      if (/^export\b/m.test(text)) {
        // A module, which would make the whole file one.
        writeFileSync(join(folder, `${name}.d.ts`), text);
        references.push(`/// <reference path="${name}.d.ts" />`);
      } else added.push(text);
    }
    writeFileSync(join(folder, `es-${version}.d.ts`), [...references, ...added].join("\n"));
  }
}

/**
 * The library files of some names, each after those that it refers to.
 * @param {string} folder @param {string[]} names
 * @param {Map<string, string>} files
 */
function libraryFiles(folder, names, files = new Map()) {
  for (const name of names) {
    if (files.has(name)) continue;
    const text = readFileSync(join(folder, `lib.${name}.d.ts`), "utf8");
    files.set(name, text);
    const referred = [...text.matchAll(/^\/\/\/\s*<reference\s+lib="([^"]+)"/gm)];
    libraryFiles(
      folder,
      referred.map(([, lib = ""]) => lib),
      files,
    );
    // Moved behind them.
    files.delete(name);
    files.set(name, text);
  }
  return files;
}
