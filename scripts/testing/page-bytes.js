import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const library = fileURLToPath(new URL("../../lib/library", import.meta.url));

/**
 * How many bytes a page loads that takes this of the library, with the WebAssembly: bundled and minified
 * by esbuild, compressed by gzip.
 * @param {string} contents a module in the library's folder
 */
export async function pageBytes(contents) {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: library },
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    logLevel: "silent",
    write: false,
  });
  return gzipSync(outputFiles[0]?.contents ?? "", { level: 9 }).length;
}

/** All that these rooms export. @param {string[]} rooms */
export const wholeRooms = (rooms) =>
  rooms.map((room) => `export * as ${room} from "./${room}/index.ts";`).join("\n");

/** What a page needs that trains a net with dropout. */
export const TRAINING = `
export { Dropout, Linear, ReLU, Sequential } from "./nn/index.ts";
export { SGD } from "./optim/index.ts";
export { DataLoader, evaluate, trainEpoch } from "./training/index.ts";`;
