// A real JupyterLab of the checkout's own environment, for tests in a browser.
import { spawn, spawnSync } from "node:child_process";
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { jupyterProgram } from "./jupyter-program.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

/**
 * A copy of the lessons without their outputs, within the checkout, so that cells find the packages
 * and a test may save.
 * @returns {{ folder: string, remove: () => void }}
 */
export function copyLessons() {
  mkdirSync(join(root, ".cache"), { recursive: true });
  const folder = mkdtempSync(join(root, ".cache", "lessons-"));
  for (const name of readdirSync(join(root, "notebooks"))) {
    if (name === "tsconfig.json") copyFileSync(join(root, "notebooks", name), join(folder, name));
    if (!name.endsWith(".ipynb")) continue;
    const notebook = JSON.parse(readFileSync(join(root, "notebooks", name), "utf8"));
    for (const cell of notebook.cells) {
      if (cell.cell_type === "code") Object.assign(cell, { execution_count: null, outputs: [] });
    }
    writeFileSync(join(folder, name), JSON.stringify(notebook));
  }
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Installs the kernel into the environment, as `npm run lab` does. */
export function installKernel() {
  const install = ["lib/kernel/bin/dropout-lab-kernel.js", "install", "--prefix", ".venv"];
  const { status, stderr } = spawnSync(process.execPath, install, { cwd: root, encoding: "utf8" });
  if (status !== 0) throw new Error(`kernel: must install into .venv, got ${stderr}`);
}

/**
 * Starts JupyterLab, and Notebook 7 beside it, on a free port of this machine and waits until it says
 * its address.
 * @param {string} folder the folder that it opens
 * @param {string[]} [options]
 */
export function startJupyterLab(folder, options = []) {
  const jupyter = jupyterProgram("jupyter");
  if (!jupyter) throw new Error("JupyterLab: must be installed in .venv; run npm test once");
  const args = ["lab", folder, "--ServerApp.ip=127.0.0.1", ...options];
  return listening(jupyter, args, join(folder, ".jupyter"));
}

/** Does the same by `npm run lab`. @param {string} settings a folder */
export function startLessons(settings) {
  return listening(process.execPath, [join(root, "scripts/lab.js")], settings);
}

/**
 * @param {string} program @param {string[]} args @param {string} settings
 * @returns {Promise<{ address: string, token: string, stop: () => Promise<void>, first: string }>}
 *   with the line that names where it opens
 */
async function listening(program, args, settings) {
  const token = "a-token-for-this-test";
  const lab = spawn(
    program,
    [
      ...args,
      "--no-browser",
      "--allow-root",
      "--ServerApp.port=0",
      `--IdentityProvider.token=${token}`,
    ],
    {
      stdio: ["ignore", "ignore", "pipe"],
      // Its own data, too: there Jupyter notes which notebooks are trusted.
      env: {
        ...process.env,
        JUPYTER_CONFIG_DIR: settings,
        JUPYTER_DATA_DIR: join(settings, "data"),
      },
    },
  );
  const exited = new Promise((resolve) => lab.once("exit", resolve));
  const stop = async () => {
    lab.kill("SIGTERM");
    // On an overloaded machine JupyterLab was once seen not to end; its kernels go with it.
    const impatient = setTimeout(() => lab.kill("SIGKILL"), 60_000);
    await exited;
    clearTimeout(impatient);
  };
  const said = [];
  for await (const line of createInterface({ input: lab.stderr })) {
    said.push(line);
    const address = line.match(/http:\/\/127\.0\.0\.1:\d+\/lab/)?.[0];
    if (address) {
      // The rest must still be read, or the pipe fills up and JupyterLab stands still.
      lab.stderr.resume();
      return { address, token, stop, first: line };
    }
  }
  throw new Error(`JupyterLab: must start, got\n${said.join("\n")}`);
}
