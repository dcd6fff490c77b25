// Writes the API reference into site/api, and the site with its link.
import "./ready.js";
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { returnToCaller } from "./caller-folder.js";
import { fingerprint } from "./fingerprint.js";
import { ensure, named } from "./python/environment.js";
import { readArguments } from "./read-arguments.js";

const root = fileURLToPath(new URL("..", import.meta.url));
const folder = join(root, "scripts/docs");
const help = `npm run docs -- [OPTION…]

Writes the API reference from the doc comments of the packages into site/api, and then the site, whose
contents link it. Any warning, as of a broken link, is a failure. The first time it installs typedoc
with a TypeScript of its own into scripts/docs/node_modules.

  --out FOLDER  write the reference there, and no site; the folder is empty, new, or holds an earlier
                reference, which it replaces
  --help        print this

npm run docs -- torch [--python PATH]

Writes docs/torch.md, which names of torch there are here, from the real torch: that of PATH, or of an
environment made on demand.`;

const options = /** @type {const} */ ({ out: { type: "string" }, python: { type: "string" } });
const { values, positionals } = readArguments(help, options, { allowPositionals: true });
const [page] = positionals;
if (page !== undefined && page !== "torch") {
  console.error(`docs: must be torch or nothing, got ${page}; --help names the options`);
  process.exit(1);
}
if (page === "torch") {
  const python = values.python ? named(values.python, ["torch"]) : ensure("torch");
  await (await import("./docs/torch-names.js")).writeTable(python);
  process.exit(0);
}

/** @param {string} command @param {string[]} args @param {string} cwd */
function run(command, args, cwd) {
  const { status } = spawnSync(command, args, {
    cwd,
    // What npm counts up is no result of this command.
    stdio: ["ignore", command === "npm" ? "ignore" : "inherit", "inherit"],
    shell: process.platform === "win32" && command === "npm",
  });
  if (status !== 0) process.exit(status ?? 1);
}

// typedoc needs an older TypeScript than the rest.
const stamp = join(folder, "node_modules/.dropout-lab-install");
const lock = fingerprint(root, ["scripts/docs/package.json", "scripts/docs/package-lock.json"]);
if (!existsSync(stamp) || readFileSync(stamp, "utf8") !== lock) {
  console.error("dropout-lab: installing typedoc into scripts/docs/node_modules");
  const options = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
  run("npm", ["ci", ...options], folder);
  writeFileSync(stamp, lock);
}

returnToCaller();
const output = resolve(values.out ?? join(root, "site/api"));
// A file that every reference has, and hardly anything else.
const isReplaceable = !existsSync(output) || existsSync(join(output, "assets/hierarchy.js"));
if (!isReplaceable && readdirSync(output).length > 0) {
  console.error(
    `docs: --out: must be a new or an empty folder, got ${output}, which holds other files`,
  );
  process.exit(1);
}
rmSync(output, { recursive: true, force: true });
run(process.execPath, [join(folder, "write-reference.js"), output], root);
console.log(`The API reference is ${join(values.out ?? "site/api", "index.html")}.`);
if (values.out === undefined)
  run(process.execPath, [join(root, "scripts/start.js"), "--no-serve"], root);
