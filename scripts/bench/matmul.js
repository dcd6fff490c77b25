import { ensure } from "../python/environment.js";
import { numericArguments } from "./numeric/arguments.js";
import { local, takeTurns } from "./numeric/rounds.js";
import { printTable, ratio } from "./numeric/table.js";
import { fetchTfjs } from "./numeric/tfjs-peer.js";
import { startTorch } from "./numeric/torch-peer.js";

export const summary = "products of square float32 matrices, against torch and tfjs wasm";

const SIZES = [64, 128, 256, 512, 1024];
const ROUNDS = 4;

/** Each of ours with a peer and the bar at 512. */
const RATIOS = /** @type {const} */ ([
  ["matmul in a scope", "torch", 0.5],
  ["matmul in a scope", "tfjs wasm", 1.2],
  ["matmul outside", "torch", undefined],
]);

/** @param {string[]} argv */
export async function run(argv) {
  const { fetch, python: given, processes, slot } = numericArguments("matmul", argv);
  const python = given ?? (fetch ? ensure("torch") : undefined);
  const tf = fetch ? await fetchTfjs() : undefined;
  const { rand, scope } = await import("dropout-lab/tensor");
  /** @type {Map<number, Map<string, number>>} */
  const results = new Map(SIZES.map((n) => [n, new Map()]));
  for (let i = 0; i < (python ? processes : 1); i++) {
    const torch = python ? await startTorch(python) : undefined;
    if (torch && i === 0) console.log(`torch ${torch.version}, ${processes} processes`);
    for (const n of SIZES) {
      const outside = rand([n, n]);
      const inScope = () => {
        const x = rand([n, n]);
        return () => scope(() => void x.matmul(x));
      };
      const list = [
        {
          name: "matmul in a scope",
          rate: (/** @type {number} */ time) => scope(() => local("", inScope()).rate(time)),
        },
        local("matmul outside", () => outside.matmul(outside)),
      ];
      const x = tf?.tidy(() => tf.randomUniform([n, n]));
      if (tf && x) list.push(local("tfjs wasm", () => tf.matMul(x, x).dispose()));
      const theirs = {
        name: "torch",
        rate: (/** @type {number} */ time) => torch?.rate("matmul", n, time) ?? 0,
      };
      const best = results.get(n) ?? new Map();
      await takeTurns(torch ? [...list, theirs] : list, { rounds: ROUNDS, slot, best });
      x?.dispose();
    }
    torch?.stop();
  }
  report(results);
}

/** @param {Map<number, Map<string, number>>} results */
function report(results) {
  const heading = ["", ...SIZES.map(String)];
  const of = (/** @type {number} */ n, /** @type {string} */ name) => results.get(n)?.get(name);
  printTable(
    "times as fast as its peer",
    heading,
    RATIOS.map(([name, peer, bar]) => [
      `${name} / ${peer}`,
      ...SIZES.map((n) => ratio(of(n, name), of(n, peer), n === 512 ? bar : undefined)),
    ]),
  );
  const names = [...new Set([...results.values()].flatMap((rates) => [...rates.keys()]))];
  printTable(
    "GFLOP a second",
    heading,
    names.map((name) => [
      name,
      ...SIZES.map((n) => (((of(n, name) ?? 0) * 2 * n * n * n) / 1e9).toFixed(1)),
    ]),
  );
}
