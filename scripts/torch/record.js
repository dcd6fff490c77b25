// Makes the programs that the tests replay, and records what torch gives:
//   node scripts/torch/record.js [PYTHON]
import "../ready.js";
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { makeProgram } from "../../lib/library/nn/testing/torch/program.js";
import { ensure } from "../python/environment.js";

const SEED = 15172;
const COUNT = 150;
const MOST_ELEMENTS = 160;

const { seeded } = await import("dropout-lab/random");
const data = new URL("../../data/", import.meta.url);

/** Small enough to store: no large tensors, and no states as results. @param {any} step */
const isSmall = ({ op, shape, inputs = 1, outputs = 1 }) =>
  !op.endsWith("State") &&
  inputs * outputs <= MOST_ELEMENTS &&
  (shape ?? []).reduce((/** @type {number} */ a, /** @type {number} */ b) => a * b, 1) <=
    MOST_ELEMENTS;

const programs = [];
for (let i = 0; programs.length < COUNT; i++) {
  const program = makeProgram(seeded(`recording ${SEED} ${i}`).random);
  if (program.steps.every(isSmall)) programs.push(program);
}
const content = JSON.stringify({ seed: SEED, programs });
writeFileSync(new URL("torch-programs.json.gz", data), gzipSync(content));

const python = process.argv[2] ?? ensure("torch");
const script = fileURLToPath(new URL("record_programs.py", data));
process.exitCode = spawnSync(python, [script], { stdio: "inherit" }).status ?? 1;
