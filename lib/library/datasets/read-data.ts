/**
 * Where a page without a file system keeps the files of `data/`: a Map on globalThis under this
 * key, from a file's name to its bytes, already unpacked.
 */
export const PAGE_DATA: symbol = Symbol.for("dropout-lab.data");

/**
 * The bytes of a file of `data/`, unpacked if its name ends in `.gz`.
 *
 * @param name a file's name in `data/`; `data/README.md` names the source of each
 * @throws {RangeError} when there is no such file, and in a page that does not hold it
 *
 * @example
 * ```ts
 * import { readData } from "dropout-lab/datasets";
 * readData("digits.bin.gz").length === 1797 * (8 * 8 + 1) // → true
 * ```
 */
export function readData(name: string): Uint8Array {
  const held = Reflect.get(globalThis, PAGE_DATA) as Map<string, Uint8Array> | undefined;
  return held?.get(name) ?? readFile(name);
}

function readFile(name: string): Uint8Array {
  // Not imported, so that a page can load this module.
  const fs = globalThis.process?.getBuiltinModule?.("node:fs");
  const zlib = globalThis.process?.getBuiltinModule?.("node:zlib");
  if (!fs || !zlib) {
    throw new RangeError(
      `data: must be a file in the map globalThis[Symbol.for("dropout-lab.data")] of the page, got ${name}`,
    );
  }
  // Beside the build, or at the top of the checkout when the sources run.
  const places = [`../data/${name}`, `../../../data/${name}`].map(
    (path) => new URL(path, import.meta.url),
  );
  const place = places.find((url) => fs.existsSync(url));
  if (!place) throw new RangeError(`data: must be a file of data/, got ${name}`);
  const bytes = fs.readFileSync(place);
  return name.endsWith(".gz") ? zlib.gunzipSync(bytes) : bytes;
}

/** A JSON file of `data/`. */
export function readJson(name: string): unknown {
  return JSON.parse(new TextDecoder().decode(readData(name)));
}
