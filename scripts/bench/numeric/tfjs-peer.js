import { createRequire } from "node:module";
import { fetchPeer } from "./fetch-peer.js";

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
  const packages = ["core", "backend-wasm"].map((name) => `@tensorflow/tfjs-${name}@${VERSION}`);
  const load = createRequire(fetchPeer(packages));
  /** @type {Tf} */
  const tf = load("@tensorflow/tfjs-core");
  const wasm = load("@tensorflow/tfjs-backend-wasm");
  wasm.setThreadsCount(1);
  tf.env().set("WASM_HAS_MULTITHREAD_SUPPORT", false);
  await tf.setBackend("wasm");
  return tf;
}
