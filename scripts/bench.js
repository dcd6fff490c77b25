// Runs one benchmark of scripts/bench: `npm run bench -- NAME`.
import "./ready.js";
import { readdirSync } from "node:fs";
import { PythonError } from "./python/environment.js";

const folder = new URL("bench/", import.meta.url);
const names = readdirSync(folder)
  .filter((file) => /^[a-z-]+\.js$/.test(file))
  .map((file) => file.slice(0, -".js".length));

/**
 * What every module of the folder exports: one line about itself, and the benchmark.
 * @typedef {{ summary: string, run(argv: string[]): Promise<void> }} Bench
 */

/** @param {string} name @returns {Promise<Bench>} */
const load = (name) => import(new URL(`${name}.js`, folder).href);

const [name = "--help", ...argv] = process.argv.slice(2);
if (name === "--help") {
  console.log("npm run bench -- NAME [options], where NAME --help names the options\n");
  for (const each of names) console.log(`${each.padEnd(10)} ${(await load(each)).summary}`);
} else if (names.includes(name)) {
  await (await load(name)).run(argv).catch((error) => {
    if (!(error instanceof PythonError)) throw error;
    console.error(`dropout-lab: ${error.message}`);
    process.exitCode = 1;
  });
} else {
  console.error(`bench: must be one of ${names.join(", ")}, got ${name}`);
  process.exitCode = 1;
}
