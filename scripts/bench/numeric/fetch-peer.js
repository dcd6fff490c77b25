import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const folder = fileURLToPath(new URL("../../../.cache/bench-peers", import.meta.url));

/**
 * Installs packages that are measured against, which are no dependencies, where they are not yet.
 * @param {string[]} packages each as name@version
 * @returns the file from which they are loaded
 */
export function fetchPeer(packages) {
  const manifest = `${folder}/package.json`;
  mkdirSync(folder, { recursive: true });
  if (!existsSync(manifest)) writeFileSync(manifest, `{ "private": true }\n`);
  const names = packages.map((name) => name.slice(0, name.lastIndexOf("@")));
  if (names.every((name) => existsSync(`${folder}/node_modules/${name}`))) return manifest;
  const quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
  const { status } = spawnSync("npm", ["install", ...quiet, ...packages], {
    cwd: folder,
    stdio: ["ignore", "ignore", "inherit"],
    shell: process.platform === "win32",
  });
  if (status !== 0) throw new Error(`npm must install ${packages}, exited with ${status}`);
  return manifest;
}
