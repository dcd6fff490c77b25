import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { ensure, named } from "../python/environment.js";
import { readArguments } from "../read-arguments.js";
import { fetchDeno, ipykernel, ours, tslab } from "./kernel/peers.js";
import { printTable } from "./numeric/table.js";

export const summary = "our kernel's speed beside stock tslab, IPython's kernel and Deno";

const HELP = `npm run bench -- kernel [options]

Runs the same cells on our kernel, stock tslab and IPython's kernel in turn, and prints ratios first.
Cells use earlier names; one in ten has a type error that must be reported.
--only PART    starts, cells, loops or interrupts alone
--fetch        also on Deno, fetched into a folder that is not committed
--python PATH  a Python that has jupyter_client and ipykernel, instead of .venv`;

/**
 * @typedef {{ n: number, p50: number, p95: number }} Summary
 * @typedef {{ times: Record<string, Summary | undefined>, notes: Record<string, unknown> }} Measured
 * @typedef {Record<string, Measured | undefined>} Results
 */

const OURS = "dropout-lab";

/** A measure, whose share of which kernel's p50 ours may be at most. */
const BARS = /** @type {[measure: string, peer: string, bar: number][]} */ ([
  ["cold start and first cell", "ipykernel", 1.5],
  ["cold start and first cell", "tslab", 0.25],
  ["varied i+1", "ipykernel", 0.9],
  ["varied i+1", "tslab", 0.8],
  ["12-line cell", "tslab", 0.2],
  ["12-line cell", "ipykernel", 1.3],
  ["completion", "tslab", 1],
  ["completion", "ipykernel", 2],
  ["inspection", "tslab", 1],
  ["inspection", "ipykernel", 2],
  ["100,000 lines", "ipykernel", 0.7],
]);

/** What can be measured by itself. */
const PARTS = ["starts", "cells", "loops", "interrupts"];

/** A top-level loop takes at most so many times as long as in a function; V8 12 and older: more. */
const LOOP_BAR = Number.parseInt(process.versions.node, 10) >= 24 ? 2.5 : Number.NaN;

/** @param {string[]} argv */
export async function run(argv) {
  const { values } = readArguments(
    HELP,
    {
      fetch: { type: "boolean", default: false },
      only: { type: "string" },
      python: { type: "string" },
    },
    { args: argv },
  );
  const only = typeof values.only === "string" ? [values.only] : [];
  for (const part of only) {
    if (PARTS.includes(part)) continue;
    console.error(`dropout-lab: --only must be one of ${PARTS.join(", ")}, got ${part}`);
    process.exitCode = 1;
    return;
  }
  const python =
    typeof values.python === "string"
      ? named(values.python, ["jupyter_client", "ipykernel"])
      : ensure("jupyter");
  const kernels = {
    [OURS]: ours(),
    tslab: tslab(),
    ipykernel: ipykernel(python),
    ...(values.fetch ? { Deno: fetchDeno() } : {}),
  };
  report(measure(python, kernels, only));
}

/**
 * @param {string} python
 * @param {Record<string, import("./kernel/peers.js").Spec>} kernels
 * @param {string[]} parts
 * @returns {Results}
 */
function measure(python, kernels, parts) {
  const script = fileURLToPath(new URL("kernel/measure.py", import.meta.url));
  const path = fileURLToPath(new URL("../../lib/kernel", import.meta.url));
  const { status, stdout } = spawnSync(python, [script, ...parts], {
    env: { ...process.env, PYTHONPATH: path },
    input: JSON.stringify(kernels),
    stdio: ["pipe", "pipe", "inherit"],
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`kernel bench: must measure, exited with ${status}`);
  return JSON.parse(stdout);
}

/** @param {Results} results */
function report(results) {
  const time = (/** @type {string} */ kernel, /** @type {string} */ name) =>
    results[kernel]?.times[name];
  const note = (/** @type {string} */ kernel, /** @type {string} */ name) =>
    Number(results[kernel]?.notes[name] ?? Number.NaN);
  const verdict = (/** @type {number} */ value, /** @type {number} */ bar, unit = "") => [
    Number.isNaN(value) ? "-" : `${value.toFixed(2)}${unit}`,
    Number.isNaN(bar) ? "-" : `${bar}${unit}`,
    Number.isNaN(value - bar) ? "-" : value <= bar ? "meets" : "misses",
  ];
  const rows = BARS.map(([name, peer, bar]) => [
    `${name} / ${peer}`,
    ...verdict((time(OURS, name)?.p50 ?? Number.NaN) / (time(peer, name)?.p50 ?? Number.NaN), bar),
  ]);
  const late = time(OURS, "cells 195 to 205")?.p50 ?? Number.NaN;
  rows.push([
    "declaration cells 195 to 205 / 5 to 15",
    ...verdict(late / (time(OURS, "cells 5 to 15")?.p50 ?? Number.NaN), 1.2),
  ]);
  const notesOfOurs = Object.keys(results[OURS]?.notes ?? {});
  for (const name of notesOfOurs.filter((each) => each.startsWith("loop, ")))
    rows.push([`top-level / in a function, ${name}`, ...verdict(note(OURS, name), LOOP_BAR)]);
  for (const name of ["loop", "later loop", "timer loop"]) {
    rows.push([
      `interrupt, ${name}`,
      ...verdict(time(OURS, `interrupt, ${name}`)?.p95 ?? Number.NaN, 100, " ms"),
    ]);
  }
  const idle = note(OURS, "memory idle");
  rows.push(
    ["memory idle / tslab", ...verdict(idle / note("tslab", "memory idle"), 1)],
    [
      "memory after 200 cells / idle",
      ...verdict(note(OURS, "memory after 200 cells") / idle, 1.35),
    ],
  );
  const measured = rows.filter(([, value]) => value !== "-");
  printTable(`ratios on Node ${process.versions.node}`, ["", "ours", "at most", ""], measured);
  const kernels = Object.keys(results);
  const measures = [...new Set(kernels.flatMap((name) => Object.keys(results[name]?.times ?? {})))];
  printTable(
    "milliseconds, median / p95",
    ["", ...kernels],
    measures.map((name) => [
      name,
      ...kernels.map((kernel) => {
        const found = time(kernel, name);
        return found ? `${found.p50.toFixed(1)} / ${found.p95.toFixed(1)}` : "-";
      }),
    ]),
  );
  const notes = [...new Set(kernels.flatMap((name) => Object.keys(results[name]?.notes ?? {})))];
  printTable(
    "besides (memory in MB)",
    ["", ...kernels],
    notes.map((name) => [
      name,
      ...kernels.map((kernel) => {
        const found = results[kernel]?.notes[name];
        return typeof found === "number" ? found.toFixed(found % 1 ? 1 : 0) : String(found ?? "-");
      }),
    ]),
  );
}
