import { ensure } from "../python/environment.js";
import { numericArguments } from "./numeric/arguments.js";
import { local, takeTurns } from "./numeric/rounds.js";
import { printTable, ratio } from "./numeric/table.js";
import { fetchTfjs } from "./numeric/tfjs-peer.js";
import { startTorch } from "./numeric/torch-peer.js";

export const summary = "dropout and rand, against torch, tfjs wasm, seedrandom and Math.random";

const SIZES = [1e3, 1e5, 1e6, 1e7];
const ROUNDS = 4;
const P = 0.2;

/** Each with its peer in torch and the bars at 1e5 and 1e6. */
const RATIOS = /** @type {const} */ ([
  ["dropout, bare buffers", "torch dropout", { 1e6: 9.5 }],
  ["dropout in a scope", "torch dropout", { 1e5: 8, 1e6: 8 }],
  ["dropout outside", "torch dropout", { 1e5: 3.5, 1e6: 3.5 }],
  ["dropout x86-mkl in a scope", "torch dropout", { 1e5: 18, 1e6: 18 }],
  ["rand in a scope", "torch rand", { 1e5: 4.5, 1e6: 4.5 }],
]);

/** @param {string[]} argv */
export async function run(argv) {
  const { fetch, python: given, processes, slot } = numericArguments("dropout", argv);
  const python = given ?? (fetch ? ensure("torch") : undefined);
  const tf = fetch ? await fetchTfjs() : undefined;
  /** @type {Map<number, Map<string, number>>} */
  const results = new Map(SIZES.map((n) => [n, new Map()]));
  for (let i = 0; i < (python ? processes : 1); i++) {
    const torch = python ? await startTorch(python) : undefined;
    if (torch && i === 0) console.log(`torch ${torch.version}, ${processes} processes`);
    for (const n of SIZES) {
      const mine = await contenders(n, tf);
      const theirs = ["dropout", "rand"].map((operation) => ({
        name: `torch ${operation}`,
        rate: (/** @type {number} */ time) => torch?.rate(operation, n, time) ?? 0,
      }));
      const all = torch ? [...mine.list, ...theirs] : mine.list;
      await takeTurns(all, { rounds: ROUNDS, slot, best: results.get(n) ?? new Map() });
      mine.close();
    }
    torch?.stop();
  }
  report(results);
}

/** @param {number} n @param {import("./numeric/tfjs-peer.js").Tf | undefined} tf */
async function contenders(n, tf) {
  const { Generator, seeded } = await import("dropout-lab/random");
  const { rand, scope } = await import("dropout-lab/tensor");
  const { functional } = await import("dropout-lab/nn");
  const { dropoutInto } = await import("../../lib/library/dist/nn/dropout/fused-dropout.js");
  const generator = new Generator(1);
  const mkl = new Generator(1, { stream: "x86-mkl" });
  const outside = rand([n], { generator });

  /** What is made inside a scope lasts as long as a slot. @param {string} name @param {() => () => unknown} make */
  const scoped = (name, make) => ({
    name,
    rate: (/** @type {number} */ slot) => scope(() => local(name, make()).rate(slot)),
  });
  const bare = () => {
    const span = () => ({ storage: rand([n], { generator }).storage, offset: 0, length: n });
    const [x, out] = [span(), span()];
    const scale = Math.fround(1 / Math.fround(1 - P));
    return () => dropoutInto({ x, out }, { keep: 1 - P, scale, generator });
  };
  /** @param {typeof generator} source */
  const inside = (source) => () => {
    const x = rand([n], { generator });
    const drop = () => void functional.dropout(x, { p: P, generator: source });
    return () => scope(drop);
  };
  const list = [
    scoped("dropout, bare buffers", bare),
    scoped("dropout in a scope", inside(generator)),
    scoped("dropout x86-mkl in a scope", inside(mkl)),
    scoped("rand in a scope", () => () => scope(() => void rand([n], { generator }))),
    local("dropout outside", () => functional.dropout(outside, { p: P, generator })),
    local("dropout x86-mkl outside", () => functional.dropout(outside, { p: P, generator: mkl })),
    local("rand outside", () => rand([n], { generator })),
    local("seedrandom loop", loop(n, seeded("bench").random)),
    local("Math.random loop", loop(n, Math.random)),
  ];
  const x = tf?.tidy(() => tf.randomUniform([n]));
  if (tf && x) list.push(local("tfjs wasm dropout", () => tf.dropout(x, P).dispose()));
  return { list, close: () => x?.dispose() };
}

/** Dropout as one writes it by hand. @param {number} n @param {() => number} random */
function loop(n, random) {
  const input = Float32Array.from({ length: n }, () => 0.5);
  const output = new Float32Array(n);
  const scale = 1 / (1 - P);
  return () => {
    for (let i = 0; i < n; i++) output[i] = random() < P ? 0 : Number(input[i]) * scale;
  };
}

/** @param {Map<number, Map<string, number>>} results */
function report(results) {
  const heading = ["", ...SIZES.map((n) => n.toExponential(0).replace("+", ""))];
  const of = (/** @type {number} */ n, /** @type {string} */ name) => results.get(n)?.get(name);
  printTable(
    "times as fast as torch 2.13",
    heading,
    RATIOS.map(([name, peer, bars]) => [
      name,
      ...SIZES.map((n) =>
        ratio(of(n, name), of(n, peer), /** @type {Record<number, number>} */ (bars)[n]),
      ),
    ]),
  );
  const names = [...new Set([...results.values()].flatMap((rates) => [...rates.keys()]))];
  printTable(
    "million elements a second",
    heading,
    names.map((name) => [name, ...SIZES.map((n) => (((of(n, name) ?? 0) * n) / 1e6).toFixed(0))]),
  );
}
