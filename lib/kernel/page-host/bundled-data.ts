import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { gunzipSync } from "node:zlib";
import { build } from "esbuild";
import type { BundledModules } from "./messages.ts";

/**
 * The files that cells may read through the packages they import, unpacked, by their names. A package
 * says by `pageData` in its package.json in which folder it has files, and finds them in a page under
 * `globalThis[Symbol.for("dropout-lab.data")]`. One comes along if it is named by a cell, or by what
 * a package exports under a name that a cell has.
 */
export async function bundledData(
  sources: readonly string[],
  specifiers: readonly string[],
  options: { readonly directory: string },
): Promise<BundledModules["data"]> {
  // esbuild takes only a full path to work in.
  const directory = resolve(options.directory);
  const text = sources.join("\n");
  const words = new Set(text.match(/[\w$]+/g));
  const data: Record<string, Uint8Array> = {};
  for (const specifier of new Set(specifiers)) {
    const all = await exported(specifier, directory);
    const folder = all === undefined ? undefined : dataFolder(all.entry);
    if (all === undefined || folder === undefined) continue;
    const names = all.names.filter((name) => words.has(name));
    const used = await exported(specifier, directory, names);
    for (const name of readdirSync(folder)) {
      if (![text, used?.code].some((code) => code?.includes(name))) continue;
      const bytes = readFileSync(join(folder, name));
      data[name] = new Uint8Array(name.endsWith(".gz") ? gunzipSync(bytes) : bytes);
    }
  }
  return data;
}

interface Exported {
  readonly entry: string;
  readonly names: readonly string[];
  readonly code: string;
}

/** What a module exports, or these names of it, and the code for that; undefined where it has a fault. */
async function exported(
  specifier: string,
  directory: string,
  names?: readonly string[],
): Promise<Exported | undefined> {
  const what = names === undefined ? "*" : `{ ${names.join(", ")} }`;
  try {
    const { metafile, outputFiles } = await build({
      stdin: {
        contents: `export ${what} from ${JSON.stringify(specifier)};`,
        resolveDir: directory,
      },
      absWorkingDir: directory,
      bundle: true,
      minify: true,
      write: false,
      metafile: true,
      format: "esm",
      platform: "browser",
      logLevel: "silent",
    });
    const [output] = Object.values(metafile.outputs);
    const entry = metafile.inputs["<stdin>"]?.imports[0]?.path;
    if (output === undefined || entry === undefined) return undefined;
    const code = outputFiles[0]?.text ?? "";
    return { entry: resolve(directory, entry), names: output.exports, code };
  } catch {
    // `bundleModules` tells of it.
    return undefined;
  }
}

/** Where the package of a module has its files for pages. */
function dataFolder(path: string): string | undefined {
  for (let folder = dirname(path); folder !== dirname(folder); folder = dirname(folder)) {
    const manifest = readManifest(join(folder, "package.json"));
    if (typeof manifest?.pageData === "string") return resolve(folder, manifest.pageData);
    if (manifest?.name !== undefined) return undefined;
  }
  return undefined;
}

function readManifest(path: string): { name?: unknown; pageData?: unknown } | undefined {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return undefined;
  }
}
