import { ensure } from "../python/environment.js";
import { numericArguments } from "./numeric/arguments.js";
import { fetchJax } from "./numeric/jax-peer.js";
import { operations } from "./numeric/operations.js";
import { local, takeTurns } from "./numeric/rounds.js";
import { printTable } from "./numeric/table.js";
import { startTorch } from "./numeric/torch-peer.js";

export const summary = "what lessons compute, operation by operation, against torch and jax-js";

const ROUNDS = 3;

/** What bounds the rows that miss their bar. */
const BOUNDS = `
A row that misses its bar, and meets it in a scope, waits for memory: outside a scope every result is new,
and torch takes the same block again. Above 32 MB (dropout of 1e7) each page of it is new to the
process. Exponentials (softmax, exp) are computed in float64, two at a time, so that the bits are the same on every
engine; torch computes eight in float32. WebAssembly's vectors have half the width of those.`;
/** @typedef {Map<string, number>} Rates by whose they are */

/** @param {string[]} argv */
export async function run(argv) {
  const { fetch, python: given, processes, slot, only } = numericArguments("operations", argv);
  const python = given ?? (fetch ? ensure("torch") : undefined);
  const jax = fetch ? await fetchJax() : undefined;
  if (!jax) console.log("without jax-js, which --fetch gets");
  const { scope } = await import("dropout-lab/tensor");
  const chosen = (await operations()).filter(({ name }) => name.includes(only));
  /** @type {Map<string, Rates>} */
  const results = new Map(chosen.map(({ title }) => [title, new Map()]));
  for (let i = 0; i < (python ? processes : 1); i++) {
    const torch = python ? await startTorch(python) : undefined;
    if (torch && i === 0) console.log(`torch ${torch.version}, ${processes} processes`);
    for (const { name, title, n, shape, make, scoped } of chosen) {
      /** @type {import("./numeric/rounds.js").Contender[]} */
      const all = [scoped ? inScope(make, scope) : local("ours", make())];
      if (torch) all.push({ name: "torch", rate: (time) => torch.rate(name, n, time) });
      if (jax) all.push({ name: "jax-js", rate: (time) => jax(name, shape, time) });
      await takeTurns(all, { rounds: ROUNDS, slot, best: results.get(title) ?? new Map() });
    }
    torch?.stop();
  }
  report(chosen, results);
}

/**
 * The same, where what it works on and what it makes are blocks of a scope.
 * @param {() => () => unknown} make
 * @param {<T>(fn: () => T) => T} scope
 * @returns {import("./numeric/rounds.js").Contender}
 */
function inScope(make, scope) {
  return {
    name: "ours",
    rate: (slot) =>
      scope(() => {
        const run = make();
        return local("", () => scope(() => void run())).rate(slot);
      }),
  };
}

/**
 * @param {Awaited<ReturnType<typeof operations>>} chosen
 * @param {Map<string, Rates>} results
 */
function report(chosen, results) {
  const rows = chosen.map(({ title, bar }) => {
    const of = (/** @type {string} */ who) => results.get(title)?.get(who);
    const [ours = 0, torch, jax] = [of("ours"), of("torch"), of("jax-js")];
    const times = torch && torch / ours;
    return [
      title,
      (1000 / ours).toFixed(2),
      times ? times.toFixed(2) : "-",
      times ? `${1 / times >= bar ? "meets" : "misses"} ${+(1 / bar).toFixed(2)}` : "",
      jax ? (jax / ours).toFixed(2) : "-",
    ];
  });
  printTable(
    "milliseconds of ours, and times the time of each peer",
    ["", "ms", "torch", "bar", "jax-js"],
    rows,
  );
  console.log(BOUNDS);
}
