// Python environments of the checkout's own, made on demand from the pinned requirements.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { fingerprint } from "../fingerprint.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const requirements = "scripts/python";

/** The environment cannot be made; `message` is one sentence with the way out. */
export class PythonError extends Error {
  /** @override */
  name = "PythonError";
}

/**
 * @typedef {{ folder: string, files: string[], install: string[] }} Environment
 * @type {Record<"jupyter" | "torch", Environment>}
 */
const environments = {
  jupyter: {
    folder: ".venv",
    files: ["requirements.txt", "constraints.txt"],
    install: ["-r", "requirements.txt", "-c", "constraints.txt"],
  },
  torch: {
    folder: ".venv-torch",
    files: ["requirements-torch.txt"],
    install: ["-r", "requirements-torch.txt"],
  },
};

/**
 * What an environment must be made of, and where: its programs name their own folder, so that those
 * of a copied or moved one would run what is, or was, at the old place.
 * @param {Environment} environment
 */
const wanted = ({ files, folder }) => {
  const paths = files.map((file) => join(requirements, file));
  return `${fingerprint(root, paths)}\n${join(root, folder)}`;
};

/** @param {Environment} environment */
const stampOf = ({ folder }) => join(root, folder, ".dropout-lab-install");

/**
 * The path of a program of an environment that is ready, or undefined.
 * @param {"jupyter" | "torch"} name
 * @param {string} program such as `python` or `jupyter`
 */
export function installed(name, program = "python") {
  const environment = environments[name];
  if (stamped(environment) !== wanted(environment)) return undefined;
  const path = programOf(environment, program);
  // Without it when the Python that made the environment is gone: its links lead nowhere.
  return existsSync(programOf(environment, "python")) ? path : undefined;
}

/** @param {Environment} environment @param {string} program */
function programOf({ folder }, program) {
  return process.platform === "win32"
    ? join(root, folder, "Scripts", `${program}.exe`)
    : join(root, folder, "bin", program);
}

/** @param {Environment} environment @returns what the environment there was made of, and where */
function stamped(environment) {
  const stamp = stampOf(environment);
  return existsSync(stamp) ? readFileSync(stamp, "utf8") : "";
}

/** @param {Environment} environment @returns {string} why it is made, as the end of a sentence */
function reason(environment) {
  const [, place] = stamped(environment).split("\n");
  if (place === undefined || place === join(root, environment.folder)) return "";
  return `, anew, since what is there was made for ${place}`;
}

/**
 * JupyterLab runs a CommonJS program inside its environment at its start. Without this file Node takes
 * it for a module, as the checkout's package.json says, and JupyterLab prints the whole program.
 * @param {Environment} environment
 */
function separatePackage({ folder }) {
  const file = join(root, folder, "package.json");
  if (!existsSync(file)) writeFileSync(file, `{ "type": "commonjs" }\n`);
}

/** A Python of 3.10 or newer that can make environments. */
function basePython() {
  const candidates = process.env.PYTHON ? [process.env.PYTHON] : ["python3", "python"];
  const found = candidates.find((command) => spawnSync(command, ["--version"]).status === 0);
  if (!found) {
    throw new PythonError(
      `python3: must be installed to run this, found none as ${candidates.join(" or ")}; install Python 3.10 or newer (Debian: apt-get install python3-venv), or name one in PYTHON`,
    );
  }
  const script = "import sys; print(sys.version.split()[0]); sys.exit(sys.version_info < (3, 10))";
  const version = spawnSync(found, ["-c", script], { encoding: "utf8" });
  if (version.status !== 0) {
    throw new PythonError(
      `${found}: must be Python 3.10 or newer, got ${version.stdout.trim()}; name another in PYTHON`,
    );
  }
  if (spawnSync(found, ["-c", "import ensurepip, venv"]).status !== 0) {
    throw new PythonError(
      `${found}: must be able to make virtual environments, but has no ensurepip; install it (Debian: apt-get install python3-venv)`,
    );
  }
  return found;
}

/**
 * Makes an environment unless it is there and up to date.
 * @param {"jupyter" | "torch"} name
 * @param {string} [program] such as `python` or `jupyter`
 * @returns {string} the program's path
 * @throws {PythonError} if there is no fit Python, or pip fails
 */
export function ensure(name, program = "python") {
  const ready = installed(name, program);
  const environment = environments[name];
  if (ready) {
    separatePackage(environment);
    return ready;
  }
  const base = basePython();
  const folder = join(root, environment.folder);
  console.error(
    `dropout-lab: installing ${environment.files[0]} into ${environment.folder} (a minute or more)${reason(environment)}`,
  );
  rmSync(folder, { recursive: true, force: true });
  const python = programOf(environment, "python");
  const pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"];
  const steps = /** @type {[string, string[]][]} */ ([
    [base, ["-m", "venv", folder]],
    [python, [...pip, ...environment.install]],
  ]);
  for (const [command, args] of steps) {
    const { status, stderr, error } = spawnSync(command, args, {
      cwd: join(root, requirements),
      stdio: ["ignore", "ignore", "pipe"],
      encoding: "utf8",
    });
    if (status !== 0) {
      if (error) throw new PythonError(`${command}: must run, got ${error.message}`);
      const reasons = stderr.split("\n").filter((line) => line && !line.startsWith("WARNING:"));
      throw new PythonError(
        `${command} ${args.join(" ")}: must succeed, got\n${reasons.join("\n") || stderr.trim()}`,
      );
    }
  }
  separatePackage(environment);
  // Written last: an environment that was interrupted is made again.
  writeFileSync(stampOf(environment), wanted(environment));
  return /** @type {string} */ (installed(name, program));
}

/**
 * The Python that `--python` names, if it has what is asked of it.
 * @param {string} python
 * @param {string[]} modules that it must have
 * @throws {PythonError} if it does not run, or lacks one
 */
export function named(python, modules) {
  const script =
    "import sys, importlib.util as u; sys.exit(any(u.find_spec(m) is None for m in sys.argv[1:]))";
  if (spawnSync(python, ["-c", script, ...modules]).status === 0) return python;
  throw new PythonError(
    `--python: must be a Python that has ${modules.join(" and ")}, got ${python}`,
  );
}
