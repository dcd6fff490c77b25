import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildSync } from "esbuild";

const name = "dropout-lab";

/**
 * Bundles the JupyterLab extension: a package.json, and scripts whose names carry a hash of their
 * content, since Jupyter lets browsers keep them for a year.
 * @param {string} root the checkout
 * @param {string} build the folder of the compiled sources
 */
export function buildLabextension(root, build) {
  const folder = join(build, "labextension");
  mkdirSync(join(folder, "static"), { recursive: true });
  /**
   * @param {string} file @param {string} entry
   * @param {import("esbuild").BuildOptions} options
   */
  const bundle = (file, entry, options) => {
    const { outputFiles } = buildSync({
      absWorkingDir: root,
      entryPoints: [entry],
      bundle: true,
      minify: true,
      write: false,
      format: "esm",
      target: "es2022",
      charset: "utf8",
      logLevel: "warning",
      ...options,
    });
    const [{ contents }] = /** @type {[import("esbuild").OutputFile]} */ (outputFiles);
    const hash = createHash("sha256").update(contents).digest("hex").slice(0, 16);
    const hashed = `${file}.${hash}.js`;
    writeFileSync(join(folder, "static", hashed), contents);
    return hashed;
  };
  /** @param {string} value */
  const text = (value) => JSON.stringify(`./${value}`);
  const sources = "lib/kernel/labextension";
  // Each names the one before.
  const plotly = bundle("plotly", "plotly.js-dist", {});
  const main = bundle("main", `${sources}/main.ts`, { define: { PLOTLY_FILE: text(plotly) } });
  const entry = bundle("remoteEntry", `${sources}/remote-entry.ts`, {
    format: "iife",
    define: { MAIN_FILE: text(main) },
  });
  const { version, description, license } = JSON.parse(
    readFileSync(join(root, "lib/kernel/package.json"), "utf8"),
  );
  const _build = { load: `static/${entry}`, extension: "./extension" };
  const manifest = { name, version, description, license, jupyterlab: { extension: true, _build } };
  writeFileSync(join(folder, "package.json"), `${JSON.stringify(manifest, null, 2)}\n`);
}
