// Compiles lib/library/wasm/assembly into lib/library/wasm/generated/wasm.ts, text that a page can load from disk.
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
export function buildWasm(root) {
  const folder = `${root}/lib/library/wasm/generated`;
  const source = fingerprint(root, [
    "lib/library/wasm/assembly",
    "scripts/build-wasm.js",
    "node_modules/assemblyscript/package.json",
  ]);
  const heading = `// Built from lib/library/wasm/assembly (${source}).\n`;
  const file = `${folder}/wasm.ts`;
  if (existsSync(file) && readFileSync(file, "utf8").startsWith(heading)) return;
  mkdirSync(folder, { recursive: true });
  const { status } = spawnSync(
    process.execPath,
    [
      `${root}/node_modules/assemblyscript/bin/asc.js`,
      "lib/library/wasm/assembly/index.ts",
      "--outFile=lib/library/wasm/generated/module.wasm",
      ...OPTIONS,
    ],
    { cwd: root, stdio: ["ignore", "inherit", "inherit"] },
  );
  if (status !== 0) process.exit(status ?? 1);
  const text = JSON.stringify(textOf(readFileSync(`${folder}/module.wasm`)));
  writeFileSync(
    file,
    `${heading}/** The WebAssembly module, as wasm/instance.ts reads it. */\nexport const WASM_TEXT: string =\n  ${text};\n`,
  );
}

/**
 * Bytes as printable characters: one for the bytes that WebAssembly has most, from 253 on and up to 76,
 * and two for others. Gzip finds repetitions in it, as it would not in base64.
 * @param {Uint8Array} bytes
 */
function textOf(bytes) {
  return Array.from(bytes, (byte) => {
    const code = (byte + 3) & 255;
    const rest = code - 80;
    return code < 80
      ? String.fromCharCode(35 + code)
      : String.fromCharCode(115 + (rest >> 6), 35 + (rest & 63));
  }).join("");
}
