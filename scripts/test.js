// Runs every check and test on the Node that runs this file; arguments go to vitest.
import "./ready.js";
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { ensure, PythonError } from "./python/environment.js";

const root = fileURLToPath(new URL("..", import.meta.url));

/** @param {string} script a path within the checkout @param {string[]} args */
function step(script, ...args) {
  const { status } = spawnSync(process.execPath, [script, ...args], {
    cwd: root,
    stdio: "inherit",
  });
  if (status !== 0) process.exit(status ?? 1);
}

/** Without Python the tests that need it are skipped, but never where a machine decides. */
function preparePython() {
  try {
    ensure("jupyter");
  } catch (error) {
    if (!(error instanceof PythonError)) throw error;
    console.error(
      `dropout-lab: the tests with real Jupyter clients are left out: ${error.message}`,
    );
    if (process.env.CI) process.exit(1);
  }
}

if (process.argv.includes("--help")) {
  console.log(`npm test -- [OPTION…] [FILTER…]

Checks the style, the import rules and the types, then runs all tests, or those whose paths hold a
FILTER. Options go to vitest: -t PATTERN, --reporter NAME, and all that \`npx vitest --help\` names.
The tests with real Jupyter clients need Python 3.10 or newer, from which .venv is made.`);
  process.exit(0);
}
preparePython();
step("node_modules/@biomejs/biome/bin/biome", "check", ".");
for (const project of [".", "lib"]) step("node_modules/typescript/bin/tsc", "--project", project);
step("node_modules/vitest/vitest.mjs", "run", ...process.argv.slice(2));
