import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { makeOwnFolder, removeInstalled, replaceFile } from "./installed-folder.ts";
import { packageFolder } from "./package-folder.ts";

/** The folder name of the JupyterLab extension, and how JupyterLab calls it. */
const EXTENSION_NAME = "dropout-lab";

const BUILT = join(packageFolder, "dist", "labextension");

/** Installs the JupyterLab extension under a Jupyter data folder; returns its folder. */
export function installLabextension(dataDir: string): string {
  const target = folderIn(dataDir);
  const scripts = join(target, "static");
  makeOwnFolder(target);
  makeOwnFolder(scripts);
  const names = readdirSync(join(BUILT, "static"));
  for (const name of names)
    replaceFile(join(scripts, name), readFileSync(join(BUILT, "static", name)));
  // JupyterLab finds the scripts by their names in it, so that it comes after them.
  replaceFile(join(target, "package.json"), readFileSync(join(BUILT, "package.json")));
  for (const name of readdirSync(scripts)) {
    if (!names.includes(name)) rmSync(join(scripts, name), { recursive: true });
  }
  return target;
}

/** Removes it from a Jupyter data folder; returns its folder, undefined if it was not there. */
export function uninstallLabextension(dataDir: string): string | undefined {
  const target = folderIn(dataDir);
  return removeInstalled(target) ? target : undefined;
}

function folderIn(dataDir: string): string {
  return join(dataDir, "labextensions", EXTENSION_NAME);
}
