import { spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { ensure } from "../python/environment.js";
import { readArguments } from "../read-arguments.js";
import { fetchDeno, ours, tslab } from "./kernel/peers.js";
import { printTable } from "./numeric/table.js";

export const summary = "the list of behaviours of a kernel, on ours, stock tslab and Deno";

const HELP = `npm run bench -- conformance [options]

Runs the list of lib/kernel/conformance on our kernel and on stock tslab, one after the other. What
fails on a peer is tried once more, on a fresh kernel.
--fetch      also on Deno, fetched into a folder that is not committed
--only TEXT  only behaviours whose name has this text
--all        name also the behaviours that every kernel has
--record     write down on which kernels each was seen to fail, faulty ones too`;

const lib = fileURLToPath(new URL("../../lib/kernel/", import.meta.url));
const FAULTS = ["empty", "frail", "cross"];

/** @typedef {{ name: string, pass: boolean, detail: string }} Result */

/** @param {string[]} argv */
export async function run(argv) {
  const { values } = readArguments(
    HELP,
    {
      fetch: { type: "boolean", default: false },
      only: { type: "string", default: "" },
      all: { type: "boolean", default: false },
      record: { type: "boolean", default: false },
    },
    { args: argv },
  );
  const python = ensure("jupyter");
  const specs = new Map([
    ["dropout-lab", ours()],
    ["tslab", tslab()],
  ]);
  if (values.fetch) specs.set("Deno", fetchDeno());
  /** @type {Map<string, Result[]>} */
  const results = new Map();
  for (const [name, spec] of specs) {
    console.error(`conformance: ${name}`);
    const again = name !== "dropout-lab";
    results.set(name, await runList(python, spec, { only: String(values.only), again }));
  }
  report(results, values.all === true);
  if (values.record) await record(python, results, String(values.only));
}

/**
 * Writes the names of the kernels, peers and faulty ones, on which each behaviour fails.
 * @param {string} python
 * @param {Map<string, Result[]>} results
 * @param {string} only the text that their names have; the record of others stays
 */
async function record(python, results, only) {
  const seen = new Map([...results].filter(([name]) => name !== "dropout-lab"));
  for (const fault of FAULTS) {
    const script = join(lib, "conformance", "faulty_kernel.py");
    const argv = [python, script, "{connection_file}", fault];
    const spec = { argv, display_name: fault, language: "typescript", interrupt_mode: "message" };
    console.error(`conformance: ${fault}`);
    seen.set(fault, await runList(python, spec, { only, patience: "1.2" }));
  }
  const path = join(lib, "conformance", "seen-failing.json");
  /** @type {Record<string, string[]>} */
  const failing = only === "" ? {} : JSON.parse(readFileSync(path, "utf8"));
  for (const { name } of results.get("dropout-lab") ?? []) failing[name] = [];
  for (const [kernel, list] of seen) {
    for (const { name, pass } of list) if (!pass) failing[name]?.push(kernel);
  }
  writeFileSync(path, `${JSON.stringify(failing, null, 2)}\n`);
}

/**
 * @param {string} python
 * @param {import("./kernel/peers.js").Spec} spec
 * @param {{ only?: string, again?: boolean, patience?: string }} options patience in seconds: what a
 *   peer does not answer by then it does not answer
 */
async function runList(python, spec, { only = "", again = false, patience = "6" }) {
  const options = ["--spec", "-", "--only", only, ...(again ? ["--again"] : [])];
  const child = spawn(python, ["-m", "conformance", ...options], {
    cwd: lib,
    env: { ...process.env, CONFORMANCE_PATIENCE: patience },
    stdio: ["pipe", "pipe", "inherit"],
  });
  child.stdin.end(JSON.stringify(spec));
  /** @type {Result[]} */
  const results = [];
  for await (const line of createInterface({ input: child.stdout })) results.push(JSON.parse(line));
  return results;
}

/** @param {Map<string, Result[]>} results @param {boolean} all */
function report(results, all) {
  const kernels = [...results.keys()];
  const lists = [...results.values()];
  const behaviours = (lists[0] ?? []).map(({ name }, index) => ({
    name,
    passes: lists.map((list) => list[index]?.pass === true),
  }));
  const row = (/** @type {string} */ title, /** @type {typeof behaviours} */ of) => [
    title,
    String(of.length),
    ...kernels.map((_, k) => String(of.filter(({ passes }) => passes[k]).length)),
  ];
  const themes = [...new Set(behaviours.map(({ name }) => name.split(":")[0] ?? ""))];
  printTable(
    "behaviours that pass",
    ["", "of", ...kernels],
    [
      ...themes.map((theme) =>
        row(
          theme,
          behaviours.filter(({ name }) => name.startsWith(`${theme}:`)),
        ),
      ),
      row("in all", behaviours),
    ],
  );
  const named = behaviours.filter(({ passes }) => all || !passes.every(Boolean));
  printTable(
    "one by one",
    ["", ...kernels],
    [...named.map(({ name, passes }) => [name, ...passes.map((pass) => (pass ? "yes" : "no"))])],
  );
  for (const { name, pass, detail } of lists[0] ?? []) if (!pass) console.log(`${name}: ${detail}`);
}
