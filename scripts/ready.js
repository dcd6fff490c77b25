// Importing this file makes the checkout ready to run: Node new enough, the packages those of the
// lock, the build that of the sources. It uses nothing but Node, so that it works in a bare clone.
import "../lib/kernel/bin/require-node.js";
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { packagesAreLocked } from "./installed-packages.js";

const root = fileURLToPath(new URL("..", import.meta.url));

/** @param {string} command @param {string[]} args */
function run(command, args) {
  const { status } = spawnSync(command, args, {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit"],
    shell: process.platform === "win32",
  });
  if (status !== 0) process.exit(status ?? 1);
}

if (!packagesAreLocked(root)) {
  console.error("dropout-lab: installing the packages of package-lock.json");
  run("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]);
}
run(process.execPath, ["scripts/build.js"]);
