// Compiles lib/library/simd/assembly into lib/library/simd/generated/wasm.ts, text that a page can load from disk.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fingerprint } from "./fingerprint.js";

const OPTIONS = [
  "--runtime=stub",
  "--enable=simd",
  "-O3",
  "--noAssert",
  // The fixed base keeps addresses the same at every level of optimisation.
  "--memoryBase=1024",
  "--initialMemory=16",
  "--use=abort=",
];

/** @param {string} root the folder of the checkout */
export function buildKernels(root) {
  const folder = `${root}/lib/library/simd/generated`;
  const source = fingerprint(root, [
    "lib/library/simd/assembly",
    "scripts/build-kernels.js",
    "node_modules/assemblyscript/package.json",
  ]);
  const heading = `// Built from lib/library/simd/assembly (${source}).\n`;
  const file = `${folder}/wasm.ts`;
  if (existsSync(file) && readFileSync(file, "utf8").startsWith(heading)) return;
  mkdirSync(folder, { recursive: true });
  const { status } = spawnSync(
    process.execPath,
    [
      `${root}/node_modules/assemblyscript/bin/asc.js`,
      "lib/library/simd/assembly/index.ts",
      "--outFile=lib/library/simd/generated/kernels.wasm",
      ...OPTIONS,
    ],
    { cwd: root, stdio: ["ignore", "inherit", "inherit"] },
  );
  if (status !== 0) process.exit(status ?? 1);
  const text = readFileSync(`${folder}/kernels.wasm`).toString("base64");
  writeFileSync(
    file,
    `${heading}/** The module of the kernels, in base64. */\nexport const wasm: string =\n  "${text}";\n`,
  );
}
