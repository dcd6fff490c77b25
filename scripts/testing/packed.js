import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** The packages, each after those that it depends on. */
export const PACKAGES = ["dropout-lab", "dropout-lab-kernel", "dropout-lab-pages"];

// What npm tells the scripts it runs would tell the npm called here that it is in the checkout.
const env = Object.fromEntries(
  Object.entries(process.env).filter(
    ([name]) => !/^npm_(package|lifecycle|config_(local_prefix|workspace))/.test(name),
  ),
);

/**
 * Runs a command to its end; its output.
 * @param {string} cwd @param {string} command @param {string[]} args
 */
export function run(cwd, command, ...args) {
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd,
    env,
    encoding: "utf8",
    shell: process.platform === "win32",
  });
  if (status !== 0) throw new Error(`${command} ${args.join(" ")}: ${stderr}${stdout}`);
  return stdout;
}

/**
 * Packs one package of the checkout.
 * @param {string} name @param {string} folder that gets the tarball
 * @returns {{ tarball: string, files: string[] }} its path, and the paths within
 */
export function pack(name, folder) {
  const printed = run(root, "npm", "pack", "-w", name, "--json", "--pack-destination", folder);
  // The build may print before the JSON begins.
  const [{ filename, files }] = JSON.parse(printed.slice(printed.search(/^\[/m)));
  const paths = files.map((/** @type {{ path: string }} */ { path }) => path);
  return { tarball: join(folder, filename), files: paths };
}

/**
 * Installs packages in a new folder that has nothing else, without running their scripts.
 * @param {string} folder @param {string[]} packages names or tarballs
 */
export function installAlone(folder, packages) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), '{ "private": true, "type": "module" }');
  const options = ["--ignore-scripts", "--prefer-offline", "--no-audit", "--no-fund"];
  run(folder, "npm", "install", ...options, "--fetch-retries=5", ...packages);
}

/** The bytes of all files in a folder. @param {string} folder @returns {number} */
export function bytesIn(folder) {
  let bytes = 0;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) bytes += bytesIn(path);
    else if (entry.isFile()) bytes += statSync(path).size;
  }
  return bytes;
}
