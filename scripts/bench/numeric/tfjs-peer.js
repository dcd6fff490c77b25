import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const folder = fileURLToPath(new URL("../../../.cache/bench-peers", import.meta.url));
const VERSION = "4.22.0";

/**
 * The little of TensorFlow.js that is measured; it has no types here, since it is fetched on demand.
 * @typedef {{ dispose(): void }} TfTensor
 * @typedef {{
 *   setBackend(name: string): Promise<boolean>,
 *   env(): { set(flag: string, value: boolean): void },
 *   tidy<T>(fn: () => T): T,
 *   randomUniform(shape: number[]): TfTensor,
 *   matMul(a: TfTensor, b: TfTensor): TfTensor,
 *   dropout(x: TfTensor, rate: number): TfTensor,
 * }} Tf
 */

/** TensorFlow.js on its WebAssembly backend with SIMD and one thread. @returns {Promise<Tf>} */
export async function fetchTfjs() {
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}/package.json`, `{ "private": true }\n`);
  if (!existsSync(`${folder}/node_modules/@tensorflow/tfjs-backend-wasm`)) {
    const packages = ["core", "backend-wasm"].map((name) => `@tensorflow/tfjs-${name}@${VERSION}`);
    const quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
    const { status } = spawnSync("npm", ["install", ...quiet, ...packages], {
      cwd: folder,
      stdio: ["ignore", "ignore", "inherit"],
      shell: process.platform === "win32",
    });
    if (status !== 0) throw new Error(`tfjs: npm must install ${packages}, exited with ${status}`);
  }
  const load = createRequire(`${folder}/package.json`);
  /** @type {Tf} */
  const tf = load("@tensorflow/tfjs-core");
  const wasm = load("@tensorflow/tfjs-backend-wasm");
  wasm.setThreadsCount(1);
  tf.env().set("WASM_HAS_MULTITHREAD_SUPPORT", false);
  await tf.setBackend("wasm");
  return tf;
}
