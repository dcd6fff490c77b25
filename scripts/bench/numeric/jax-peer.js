import { createRequire } from "node:module";
import { fetchPeer } from "./fetch-peer.js";

const VERSION = "0.1.25";

/**
 * The little of jax-js that is measured; an operation uses up its operands, but for `ref`.
 * @typedef {{
 *   ref: JaxArray,
 *   shape: number[],
 *   add(other: JaxArray): JaxArray,
 *   mul(other: JaxArray | number): JaxArray,
 *   div(other: number): JaxArray,
 *   blockUntilReady(): Promise<JaxArray>,
 *   dispose(): void,
 * }} JaxArray
 * @typedef {{
 *   init(device: string): Promise<unknown>,
 *   defaultDevice(device: string): void,
 *   jit(fn: (...operands: JaxArray[]) => JaxArray): (...operands: JaxArray[]) => JaxArray,
 *   nn: { relu(x: JaxArray): JaxArray, softmax(x: JaxArray, axis: number): JaxArray },
 *   numpy: {
 *     exp(x: JaxArray): JaxArray,
 *     matmul(a: JaxArray, b: JaxArray): JaxArray,
 *     where(condition: JaxArray, x: JaxArray, y: number): JaxArray,
 *   },
 *   random: {
 *     key(seed: number): JaxArray,
 *     uniform(key: JaxArray, shape: number[]): JaxArray,
 *     bernoulli(key: JaxArray, p: number, shape: number[]): JaxArray,
 *   },
 * }} Jax
 */

/** The rates of jax-js on its WebAssembly backend, one thread in Node; each operation compiled by its `jit`. */
export async function fetchJax() {
  /** @type {Jax} */
  const jax = createRequire(fetchPeer([`@jax-js/jax@${VERSION}`]))("@jax-js/jax");
  await jax.init("wasm");
  jax.defaultDevice("wasm");
  const { jit, nn, numpy, random } = jax;
  /** @type {Record<string, (...operands: JaxArray[]) => JaxArray>} */
  const operations = {
    dropout: jit((x, _, key) => {
      const kept = random.bernoulli(key, 0.8, x.shape);
      return numpy.where(kept, x.div(0.8), 0);
    }),
    matmul: jit((x, y) => numpy.matmul(x, y)),
    add: jit((x, y) => x.add(y)),
    "mul by a number": jit((x) => x.mul(2)),
    relu: jit((x) => nn.relu(x)),
    exp: jit((x) => numpy.exp(x)),
    softmax: jit((x) => nn.softmax(x, -1)),
  };
  /** Operations a second. @param {string} name @param {number[]} shape @param {number} slot */
  return async (name, shape, slot) => {
    const operation = operations[name];
    if (!operation) return 0;
    const x = random.uniform(random.key(1), shape);
    const key = random.key(2);
    const once = async () => {
      const y = operation(x.ref, x.ref, key.ref);
      await y.blockUntilReady();
      y.dispose();
    };
    await once();
    const start = process.cpuUsage();
    let count = 0;
    let elapsed = 0;
    for (; elapsed < slot; count++) {
      await once();
      const { user, system } = process.cpuUsage(start);
      elapsed = (user + system) / 1000;
    }
    x.dispose();
    key.dispose();
    return (1000 * count) / elapsed;
  };
}
