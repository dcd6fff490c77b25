import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const library = fileURLToPath(new URL("../../lib/library", import.meta.url));

/**
 * How many bytes a page loads that takes all that these rooms of the library export, with the
 * WebAssembly: bundled and minified by esbuild, compressed by gzip.
 * @param {string[]} rooms
 */
export async function pageBytes(rooms) {
  const { outputFiles } = await build({
    stdin: {
      contents: rooms.map((room) => `export * as ${room} from "./${room}/index.ts";`).join("\n"),
      resolveDir: library,
    },
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    logLevel: "silent",
    write: false,
  });
  return gzipSync(outputFiles[0]?.contents ?? "", { level: 9 }).length;
}
