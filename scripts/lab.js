// JupyterLab with the kernel, opened on the lessons; arguments go to JupyterLab.
import "./ready.js";
import { spawn, spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { ensure, PythonError } from "./python/environment.js";

// A learner is to see the lessons: with what Jupyter hides anyway, what only their tests need.
const HIDDEN = ["__pycache__", "*.pyc", "*.pyo", ".DS_Store", "*~", "*.test.ts", "tsconfig.json"];

const root = fileURLToPath(new URL("..", import.meta.url));

/** @returns {string} the `jupyter` of an environment in which the kernel is installed */
function prepare() {
  try {
    const jupyter = ensure("jupyter", "jupyter");
    const install = ["lib/bin/dropout-lab.js", "kernel", "install", "--prefix", ".venv"];
    const { status, stderr } = spawnSync(process.execPath, install, { cwd: root });
    if (status !== 0) throw new PythonError(`kernel: must install into .venv, got ${stderr}`);
    return jupyter;
  } catch (error) {
    if (!(error instanceof PythonError)) throw error;
    console.error(`dropout-lab: ${error.message}`);
    process.exit(1);
  }
}

if (process.argv.includes("--help")) {
  console.log(`npm run lab -- [OPTION…]

Opens the lessons in JupyterLab, with the kernel "TypeScript (dropout-lab)", on this machine only.
JupyterLab lives in .venv, which the first call makes. Options go to JupyterLab: --port N,
--no-browser, and all that \`jupyter lab --help\` names.`);
} else {
  const options = [
    "--ServerApp.ip=127.0.0.1",
    ...HIDDEN.map((names) => `--ContentsManager.hide_globs=${names}`),
  ];
  const lab = spawn(prepare(), ["lab", "notebooks", ...options, ...process.argv.slice(2)], {
    cwd: root,
    stdio: "inherit",
  });
  // JupyterLab hears Ctrl-C itself and asks; leaving before it would leave it behind.
  process.on("SIGINT", () => {});
  process.on("SIGTERM", () => lab.kill("SIGTERM"));
  lab.on("exit", (code) => process.exit(code ?? 1));
}
