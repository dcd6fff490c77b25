import { realpathSync } from "node:fs";
import { isBuiltin } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { OwnFiles } from "./own-files.ts";
import {
  exportsOf,
  foldersUp,
  nearestManifest,
  packageOf,
  readManifest,
  targetsOf,
} from "./package-manifest.ts";
import { isFile, isLocal, localPath, resolveLocal } from "./resolve-local.ts";

/** The URL that `import` would load for a specifier, as `import.meta.resolve` tells it; or undefined. */
export function resolveForImport(
  specifier: string,
  folder: string,
  own: OwnFiles,
): string | undefined {
  if (isBuiltin(specifier)) {
    return specifier.startsWith("node:") ? specifier : `node:${specifier}`;
  }
  const path = isLocal(specifier)
    ? (resolveLocal(specifier, folder) ?? localPath(specifier, folder))
    : (own.aliases.resolve(specifier) ??
      (specifier.startsWith("#")
        ? internal(specifier, folder, own.conditions)
        : installed(specifier, folder, own.conditions)));
  if (path !== undefined) return pathToFileURL(path).href;
  return /^[a-z]{2,}:/.test(specifier) ? specifier : undefined;
}

function internal(
  specifier: string,
  folder: string,
  conditions: readonly string[],
): string | undefined {
  const { root, manifest } = nearestManifest(folder) ?? {};
  if (root === undefined) return undefined;
  const imports = (manifest?.imports ?? {}) as Record<string, unknown>;
  const [target] = targetsOf(imports, specifier, conditions);
  if (target === undefined) return undefined;
  return target.startsWith(".") ? join(root, target) : installed(target, root, conditions);
}

function installed(
  specifier: string,
  folder: string,
  conditions: readonly string[],
): string | undefined {
  const [name, subpath] = packageOf(specifier);
  for (const above of foldersUp(folder)) {
    const root = join(above, "node_modules", name);
    const manifest = readManifest(root);
    if (manifest === undefined) continue;
    const exported = exportsOf(manifest);
    const target =
      exported === undefined
        ? subpath === "."
          ? `./${manifest.main ?? "index.js"}`
          : subpath
        : targetsOf(exported, subpath, conditions)[0];
    if (target === undefined) return undefined;
    const path = exported === undefined ? resolveLocal(target, root) : join(root, target);
    return path !== undefined && isFile(path) ? realpathSync(path) : path;
  }
  return undefined;
}
