import { named } from "../../python/environment.js";
import { readArguments } from "../../read-arguments.js";

const help = (/** @type {string} */ name) => `npm run bench -- ${name} [options]

Runs on one thread, round by round in turn with its peers, and prints ratios first.
--fetch        also against torch 2.13 and tfjs wasm (operations: jax-js), fetched into folders that are not committed
--python PATH  a Python that has torch 2.13, instead of the environment that --fetch makes
--processes N  how many processes of torch, 4 if left out: it has good and bad ones, the best counts
--slot MS      how long each measures in a round, 60 if left out
--only TEXT    only what has it in its name; for operations`;

/**
 * @param {string} name of the benchmark
 * @param {string[]} argv
 */
export function numericArguments(name, argv) {
  const { values } = readArguments(
    help(name),
    {
      fetch: { type: "boolean", default: false },
      python: { type: "string" },
      processes: { type: "string", default: "4" },
      slot: { type: "string", default: "60" },
      only: { type: "string", default: "" },
    },
    { args: argv },
  );
  return {
    fetch: values.fetch === true,
    python: values.python === undefined ? undefined : named(values.python, ["torch"]),
    processes: whole("processes", values.processes),
    slot: whole("slot", values.slot),
    only: String(values.only),
  };
}

/** @param {string} option @param {unknown} text */
function whole(option, text) {
  const value = Number(text);
  if (Number.isInteger(value) && value > 0) return value;
  console.error(`dropout-lab: --${option}: must be a whole number above 0, got ${text}`);
  process.exit(1);
}
