// Builds lib/ into lib/dist when the sources have changed since the last build.
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { buildKernels } from "./build-kernels.js";
import { buildLabextension } from "./build-labextension.js";
import { buildLibrary } from "./build-library.js";
import { fingerprint } from "./fingerprint.js";
import { joinKernel } from "./join-kernel.js";

const root = fileURLToPath(new URL("..", import.meta.url));
const output = `${root}/lib/dist`;
// Aside, so that what runs from the old build never sees half of the new one.
const aside = `${root}/node_modules/.dropout-lab-build-${process.pid}`;
const old = `${aside}-old`;

async function build() {
  const tsc = ["node_modules/typescript/bin/tsc", "--project", "lib/tsconfig.json"];
  const { status } = spawnSync(process.execPath, [...tsc, "--outDir", aside], {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit"],
  });
  if (status !== 0) return false;
  cpSync(`${root}/data`, `${aside}/data`, { recursive: true });
  // tsc leaves what is no TypeScript behind.
  cpSync(`${root}/lib/page/styles`, `${aside}/page/styles`, { recursive: true });
  await buildLibrary(aside);
  buildLabextension(root, aside);
  joinKernel(aside);
  return true;
}

// First: what it writes is a source of the rest.
buildKernels(root);
const sources = fingerprint(root, [
  "lib",
  "data",
  "tsconfig.json",
  "package-lock.json",
  "scripts/build.js",
  "scripts/build-kernels.js",
  "scripts/build-labextension.js",
  "scripts/build-library.js",
  "scripts/join-kernel.js",
]);
const stamp = `${output}/.fingerprint`;
if (!existsSync(stamp) || readFileSync(stamp, "utf8") !== sources) {
  try {
    if (await build()) {
      writeFileSync(`${aside}/.fingerprint`, sources);
      if (existsSync(output)) renameSync(output, old);
      renameSync(aside, output);
    } else process.exitCode = 1;
  } finally {
    for (const folder of [aside, old]) rmSync(folder, { recursive: true, force: true });
  }
}
