import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { createKernelspec } from "dropout-lab-kernel";

const folder = fileURLToPath(new URL("../../../.cache/kernel-peers", import.meta.url));
const DENO = "2.9.6";

/** @typedef {{ argv: string[], display_name: string, language: string, interrupt_mode?: string }} Spec */

/** Our kernel, as it would be installed. @returns {Spec} */
export const ours = () => ({ ...createKernelspec() });

/** The unmodified tslab of node_modules. @returns {Spec} */
export const tslab = () => ({
  argv: [
    process.execPath,
    fileURLToPath(import.meta.resolve("tslab/bin/tslab")),
    "kernel",
    "--config-path={connection_file}",
  ],
  display_name: "tslab",
  language: "typescript",
});

/** IPython's kernel of the environment that a Python belongs to. @param {string} python @returns {Spec} */
export const ipykernel = (python) => ({
  argv: [python, "-m", "ipykernel_launcher", "-f", "{connection_file}"],
  display_name: "ipykernel",
  language: "python",
});

/** Deno, fetched from npm into a folder that is not committed. @returns {Spec} */
export function fetchDeno() {
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}/package.json`, `{ "private": true }\n`);
  const platforms = `${folder}/node_modules/@deno`;
  if (!existsSync(platforms)) {
    const quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
    const { status } = spawnSync("npm", ["install", ...quiet, `deno@${DENO}`], {
      cwd: folder,
      stdio: ["ignore", "ignore", "inherit"],
      shell: process.platform === "win32",
    });
    if (status !== 0) throw new Error(`deno: npm must install it, exited with ${status}`);
  }
  const [platform] = readdirSync(platforms);
  const program = process.platform === "win32" ? "deno.exe" : "deno";
  return {
    argv: [
      `${platforms}/${platform}/${program}`,
      "jupyter",
      "--kernel",
      "--conn",
      "{connection_file}",
    ],
    display_name: "Deno",
    language: "typescript",
  };
}
