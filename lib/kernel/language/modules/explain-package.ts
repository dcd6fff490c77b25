import { existsSync, lstatSync } from "node:fs";
import { builtinModules } from "node:module";
import { join } from "node:path";
import { nearestName } from "./nearest-name.ts";
import {
  exportsOf,
  foldersUp,
  type Manifest,
  packageOf,
  readManifest,
  targetsOf,
} from "./package-manifest.ts";
import { isFile, resolveLocal } from "./resolve-local.ts";

/** Why a package, or a path within it, cannot be imported; undefined if it can be. */
export function explainPackage(
  specifier: string,
  folder: string,
  conditions: readonly string[],
): string | undefined {
  const [name, subpath] = packageOf(specifier);
  if (!/^(?:@[a-z\d][\w.~-]*\/)?[a-z\d_][\w.~-]*$/i.test(name)) {
    return `Cannot import '${specifier}': must be a path that begins with ./, or the name of a package`;
  }
  for (const above of foldersUp(folder)) {
    const root = join(above, "node_modules", name);
    if (existsSync(root)) return explainInstalled(specifier, root, { subpath, conditions });
    if (isLink(root)) {
      return `Cannot find package '${name}': ${root} is a link to a folder that is not there`;
    }
  }
  return explainAbsent(specifier, name, folder);
}

/** The module of Node whose name is nearest. */
export function builtinLike(name: string): string | undefined {
  return nearestName(
    name,
    builtinModules.filter((module) => !module.startsWith("_")),
  );
}

function explainAbsent(specifier: string, name: string, folder: string): string {
  if (builtinModules.includes(name)) {
    return `Cannot find module '${specifier}': it is not a part of Node's '${name}'; did you mean '${builtinLike(specifier) ?? name}'?`;
  }
  // Where npm itself would put it: it looks for these two, upwards.
  const home =
    foldersUp(folder).find(
      (above) => existsSync(join(above, "package.json")) || existsSync(join(above, "node_modules")),
    ) ?? folder;
  const cannot = `Cannot find package '${name}'`;
  const asked = declaredIn(readManifest(home) ?? {});
  if (asked.includes(name)) {
    return `${cannot}: ${home}/package.json asks for it, but it is not installed; run "npm install" in ${home}`;
  }
  const local = resolveLocal(`./${specifier}`, folder);
  if (local !== undefined) {
    return `${cannot}: for the file ${local} write './${specifier}'; for a package run "npm install ${name}" in ${home}`;
  }
  const lower = name.toLowerCase();
  if (lower !== name) {
    return `${cannot}: names of packages are in lower case; run "npm install ${lower}" in ${home}, then import from '${specifier.replace(name, lower)}'`;
  }
  const like = builtinLike(name) ?? nearestName(name, asked);
  const meant = like === undefined ? "" : `did you mean '${like}'? Else `;
  return `${cannot}: ${meant}run "npm install ${name}" in ${home}`;
}

function explainInstalled(
  specifier: string,
  root: string,
  { subpath, conditions }: { subpath: string; conditions: readonly string[] },
): string | undefined {
  const manifest = readManifest(root);
  const cannot = `Cannot import '${specifier}'`;
  if (manifest === undefined) {
    return isFile(join(root, "index.js")) || resolveLocal(subpath, root) !== undefined
      ? undefined
      : `${cannot}: ${root} must have a package.json; install it again with npm`;
  }
  const exported = exportsOf(manifest);
  if (exported === undefined) return explainFile(specifier, root, { subpath, manifest });
  const [target] = targetsOf(exported, subpath, conditions);
  if (target !== undefined) {
    if (isFile(join(root, target))) return undefined;
    return `${cannot}: its package.json names ${join(root, target)}, which is not there${BUILD}`;
  }
  if (targetsOf(exported, subpath, ["node", "require", "default"]).length > 0) {
    return `${cannot}: the package can only be required; write require('${specifier}')`;
  }
  if (targetsOf(exported, subpath, ["types"]).length > 0) {
    return `${cannot}: the package has types only there; write import type`;
  }
  const names = Object.keys(exported).filter((key) => exported[key] !== null);
  const shown = names.slice(0, 8).join(", ") + (names.length > 8 ? ", …" : "");
  return `${cannot}: ${subpath} is not exported; the package exports ${shown || "nothing"}`;
}

const BUILD = "; if the package is yours, build it, else install it again";

function explainFile(
  specifier: string,
  root: string,
  { subpath, manifest }: { subpath: string; manifest: Manifest },
): string | undefined {
  const cannot = `Cannot import '${specifier}'`;
  if (subpath !== ".") {
    if (resolveLocal(subpath, root) !== undefined) return undefined;
    return `${cannot}: the package has no file ${subpath}`;
  }
  const { main = "index" } = manifest;
  if (resolveLocal(`./${main}`, root) !== undefined) return undefined;
  if (resolveLocal("./index", root) !== undefined) return undefined;
  if (
    manifest.types !== undefined ||
    manifest.typings !== undefined ||
    isFile(join(root, "index.d.ts"))
  ) {
    return `${cannot}: the package has types only; write import type`;
  }
  return `${cannot}: its package.json names ${join(root, main)}, which is not there${BUILD}`;
}

function declaredIn(manifest: Manifest): string[] {
  const { dependencies, devDependencies, peerDependencies, optionalDependencies } = manifest;
  return Object.keys({
    ...dependencies,
    ...devDependencies,
    ...peerDependencies,
    ...optionalDependencies,
  });
}

function isLink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true;
}
