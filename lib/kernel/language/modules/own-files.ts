import { realpathSync } from "node:fs";
import { isBuiltin } from "node:module";
import { join, resolve } from "node:path";
import { findTsconfig } from "../tsconfig/index.ts";
import {
  exportsOf,
  foldersUp,
  IMPORT_CONDITIONS,
  type Manifest,
  nearestManifest,
  packageOf,
  readManifest,
  targetsOf,
} from "./package-manifest.ts";
import { isFile, isLocal, resolveLocal } from "./resolve-local.ts";
import { Aliases } from "./tsconfig-aliases.ts";

/** Whether a path leads into an installed package, which nobody edits. */
export function isInstalled(path: string): boolean {
  return /[\\/]node_modules[\\/]/.test(path);
}

/**
 * The learner's own files behind what a notebook's modules import: by a path, by the names that
 * tsconfig.json gives (`paths`) or package.json (`imports`), and by packages that are links to a
 * folder outside of `node_modules`, as workspaces and `npm link` make them.
 */
export class OwnFiles {
  readonly #directory: string;
  #aliases: Aliases | undefined;
  #conditions: readonly string[] | undefined;

  constructor(directory: string) {
    this.#directory = directory;
  }

  /** The names that tsconfig.json gives. */
  get aliases(): Aliases {
    this.#aliases ??= new Aliases(this.#directory);
    return this.#aliases;
  }

  /** The conditions under which `exports` and `imports` are read: tsconfig.json may add some. */
  get conditions(): readonly string[] {
    if (this.#conditions === undefined) {
      const { customConditions } = findTsconfig(this.#directory).options;
      const added = Array.isArray(customConditions) ? customConditions.map(String) : [];
      this.#conditions = [...added, ...IMPORT_CONDITIONS];
    }
    return this.#conditions;
  }

  /** Every file that a specifier may mean under some condition, seen from a folder. */
  find(specifier: string, folder: string): string[] {
    if (isLocal(specifier)) return existing([resolveLocal(specifier, folder)]);
    const aliased = this.aliases.resolve(specifier);
    if (aliased !== undefined) return existing([aliased]);
    if (specifier.startsWith("#")) return this.#ofImports(specifier, folder);
    if (isBuiltin(specifier)) return [];
    const [name, subpath] = packageOf(specifier);
    const root = linkedRoot(name, folder);
    return root === undefined ? [] : filesOf(root, subpath);
  }

  /** The package.json that decides what a specifier means, where it is the learner's own. */
  manifest(specifier: string, folder: string): string | undefined {
    if (isLocal(specifier)) return undefined;
    const root = specifier.startsWith("#")
      ? nearestManifest(folder)?.root
      : linkedRoot(packageOf(specifier)[0], folder);
    return root === undefined ? undefined : join(root, "package.json");
  }

  #ofImports(specifier: string, folder: string): string[] {
    const { root, manifest } = nearestManifest(folder) ?? {};
    if (root === undefined || typeof manifest?.imports !== "object") return [];
    const targets = targetsOf((manifest.imports ?? {}) as Record<string, unknown>, specifier);
    return targets
      .filter((target) => !target.startsWith("#"))
      .flatMap((target) => this.find(target, root));
  }
}

/** The folder of a package that is a link to it, or that the folder itself belongs to. */
function linkedRoot(name: string, folder: string): string | undefined {
  if (!/^(?:@[\w.~-]+\/)?[\w.~-]+$/.test(name)) return undefined;
  for (const above of foldersUp(folder)) {
    const path = join(above, "node_modules", name);
    const real = realPath(path);
    if (real === undefined) continue;
    return isInstalled(`${real}/`) ? undefined : real;
  }
  const own = nearestManifest(folder);
  return own?.manifest.name === name && own.manifest.exports !== undefined ? own.root : undefined;
}

function filesOf(root: string, subpath: string): string[] {
  const manifest: Manifest = readManifest(root) ?? {};
  const exported = exportsOf(manifest);
  if (exported !== undefined) {
    return existing(targetsOf(exported, subpath).map((target) => resolve(root, target)));
  }
  if (subpath !== ".") return existing([resolveLocal(subpath, root)]);
  const { main, module, types, typings } = manifest;
  const named = [main, module, types, typings].flatMap((path) => path ?? []);
  return existing(
    [...named, "index"].map((path) =>
      resolveLocal(path.startsWith(".") ? path : `./${path}`, root),
    ),
  );
}

function existing(paths: readonly (string | undefined)[]): string[] {
  const found = paths.filter((path) => path !== undefined && isFile(path) && !isInstalled(path));
  return [...new Set(found as string[])];
}

function realPath(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}
