// Importing this file makes the checkout ready to run: Node new enough, the packages those of the
// lock, the build that of the sources. It uses nothing but Node, so that it works in a bare clone.
import "../lib/kernel/bin/require-node.js";
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { fingerprint } from "./fingerprint.js";

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

function requireInstall() {
  const stamp = `${root}/node_modules/.dropout-lab-install`;
  const lock = fingerprint(root, [
    ...["package-lock.json", "package.json"],
    ...["library", "kernel", "pages"].map((name) => `lib/${name}/package.json`),
  ]);
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === lock) return;
  console.error("dropout-lab: installing the packages of package-lock.json");
  run("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]);
  writeFileSync(stamp, lock);
}

requireInstall();
run(process.execPath, ["scripts/build.js"]);
