import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { runProgram } from "./run-program.js";

const cache = fileURLToPath(new URL("../../../.cache/bench-export", import.meta.url));
const extract = fileURLToPath(new URL("extract.py", import.meta.url));

/** What PyPI has as source, which notebooks are taken from it, and the hash of the archive. */
const corpus =
  /** @type {{ name: string, version: string, sha256: string, notebooks: string[] }[]} */ (
    JSON.parse(readFileSync(new URL("corpus.json", import.meta.url), "utf8"))
  );

/** @typedef {{ name: string, path: string }} PublicNotebook a name for the table, and the file */

/**
 * The public notebooks, by pip into a folder that is not committed where they are not there yet.
 * @param {string} python
 * @param {AbortSignal} signal
 * @returns {Promise<PublicNotebook[]>}
 */
export async function fetchNotebooks(python, signal) {
  mkdirSync(cache, { recursive: true });
  const all = [];
  for (const { name, version, sha256, notebooks } of corpus) {
    // Named by the hash: a folder of another archive, or of another list, is not taken for this one.
    const list = createHash("sha256").update(JSON.stringify(notebooks)).digest("hex");
    const folder = join(cache, `${name}-${version}-${sha256.slice(0, 8)}-${list.slice(0, 8)}`);
    if (!existsSync(folder)) {
      const spec = `${name}==${version}`;
      console.error(`export: fetching ${spec}`);
      const work = mkdtempSync(join(cache, "fetching-"));
      try {
        await download(python, spec, { work, signal });
        const archive = readdirSync(work).map((file) => join(work, file))[0] ?? "";
        const got = createHash("sha256").update(readFileSync(archive)).digest("hex");
        if (got !== sha256) throw new Error(`${spec}: must have the hash ${sha256}, got ${got}`);
        const files = join(work, "notebooks");
        await runProgram([python, extract, archive, files, ...notebooks], signal);
        renameSync(files, folder);
      } finally {
        rmSync(work, { recursive: true });
      }
    }
    for (const path of notebooks) {
      const file = path.slice(path.lastIndexOf("/") + 1);
      all.push({ name: `${name}: ${file.replace(/\.ipynb$/, "")}`, path: join(folder, path) });
    }
  }
  return all;
}

/** @param {string} python @param {string} spec @param {{ work: string, signal: AbortSignal }} into */
function download(python, spec, { work, signal }) {
  const pip = ["-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"];
  // The notebooks are in the source only, and nothing of it is installed.
  const source = ["--no-binary", ":all:", "--ignore-requires-python"];
  return runProgram([python, ...pip, ...source, "--dest", work, spec], signal);
}
