// Builds each package of lib/ into its dist/ when its sources have changed since its last build.
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { buildLabextension } from "./build-labextension.js";
import { buildTypeLibraries } from "./build-type-libraries.js";
import { buildWasm } from "./build-wasm.js";
import { bundleKernel } from "./bundle-kernel.js";
import { fingerprint } from "./fingerprint.js";

const root = fileURLToPath(new URL("..", import.meta.url));

/**
 * What a package is built from besides its folder, and what is done after its TypeScript.
 * @type {[name: string, sources: string[], finish: (build: string) => void | Promise<void>][]}
 */
const packages = [
  [
    "library",
    ["data", "scripts/build-wasm.js"],
    (build) => cpSync(`${root}/data`, `${build}/data`, { recursive: true }),
  ],
  [
    "kernel",
    [
      "scripts/build-labextension.js",
      "scripts/build-type-libraries.js",
      "scripts/bundle-kernel.js",
    ],
    async (build) => {
      await buildTypeLibraries(build);
      buildLabextension(root, build);
      bundleKernel(build);
    },
  ],
  [
    "pages",
    [],
    // tsc leaves what is no TypeScript behind.
    (build) => cpSync(`${root}/lib/pages/page/styles`, `${build}/page/styles`, { recursive: true }),
  ],
];

/** @param {string} name @param {string} aside where it is built @param {(build: string) => unknown} finish */
async function build(name, aside, finish) {
  const project = ["--project", `lib/${name}/tsconfig.build.json`, "--outDir", aside];
  const { status } = spawnSync(process.execPath, ["node_modules/typescript/bin/tsc", ...project], {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit"],
  });
  if (status !== 0) return false;
  await finish(aside);
  return true;
}

// First: what it writes is a source of the library.
buildWasm(root);
for (const [name, sources, finish] of packages) {
  const fresh = fingerprint(root, [
    `lib/${name}`,
    ...sources,
    ...["lib/tsconfig.build.json", "tsconfig.json", "package-lock.json", "scripts/build.js"],
  ]);
  const output = `${root}/lib/${name}/dist`;
  const stamp = `${output}/.fingerprint`;
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === fresh) continue;
  // Aside, so that what runs from the old build never sees half of the new one.
  const aside = `${root}/node_modules/.dropout-lab-build-${process.pid}`;
  const old = `${aside}-old`;
  try {
    if (!(await build(name, aside, finish))) {
      process.exitCode = 1;
      break;
    }
    writeFileSync(`${aside}/.fingerprint`, fresh);
    if (existsSync(output)) renameSync(output, old);
    renameSync(aside, output);
  } finally {
    for (const folder of [aside, old]) rmSync(folder, { recursive: true, force: true });
  }
}
