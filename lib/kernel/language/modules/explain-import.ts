import { isBuiltin } from "node:module";
import { explainLocal } from "./explain-local.ts";
import { builtinLike, explainPackage } from "./explain-package.ts";
import type { OwnFiles } from "./own-files.ts";
import { nearestManifest } from "./package-manifest.ts";
import { isLocal } from "./resolve-local.ts";

/**
 * One sentence on why a module cannot be imported from a folder, and what would be right; undefined
 * where nothing speaks against it.
 */
export function explainImport(
  specifier: string,
  folder: string,
  { aliases, conditions }: OwnFiles,
): string | undefined {
  if (specifier === "") return "import '': must name a module, got nothing";
  if (isLocal(specifier)) return explainLocal(specifier, folder);
  if (isBuiltin(specifier) || specifier.startsWith("data:")) return undefined;
  const scheme = /^([a-z][a-z\d+.-]*):/i.exec(specifier)?.[1]?.toLowerCase();
  if (scheme !== undefined) return explainScheme(specifier, scheme);
  if (aliases.resolve(specifier) !== undefined) return undefined;
  const reason = specifier.startsWith("#")
    ? explainInternal(specifier, folder)
    : explainPackage(specifier, folder, conditions);
  const path = reason === undefined ? undefined : aliases.path(specifier);
  if (path === undefined) return reason;
  return `Cannot find '${specifier}': the "paths" of tsconfig.json make it ${path}, where there is no file`;
}

function explainScheme(specifier: string, scheme: string): string {
  const rest = specifier.slice(scheme.length + 1);
  const [, name = rest, version = "", subpath = ""] =
    /^\/?((?:@[^@/]+\/)?[^@/]+)(@[^/]+)?(\/.*)?$/.exec(rest) ?? [];
  const cannot = `Cannot import '${specifier}'`;
  switch (scheme) {
    case "npm":
      return `${cannot}: npm: is Deno's way to name a package; run "npm install ${name}${version}", then import from '${name}${subpath}'`;
    case "jsr":
      return `${cannot}: jsr: is Deno's way to name a package; run "npx jsr add ${name}${version}", then import from '${name}${subpath}'`;
    case "http":
    case "https": {
      const found = packageOfAddress(rest);
      const install =
        found === undefined
          ? "install its package with npm and import it by its name"
          : `run "npm install ${found}", then import from '${found}'`;
      return `${cannot}: modules are not loaded from the network; ${install}, or save the file beside the notebook`;
    }
    case "node": {
      const like = builtinLike(rest);
      const hint = like === undefined ? "" : `; did you mean 'node:${like}'?`;
      return `${cannot}: Node ${process.versions.node} has no module of this name${hint}`;
    }
    default:
      return `${cannot}: must be a path, a package, a module of Node (node:) or data:, got ${scheme}:`;
  }
}

/** The package that an address of one of the usual servers names. */
function packageOfAddress(rest: string): string | undefined {
  const server =
    /^\/\/(?:esm\.sh|esm\.run|unpkg\.com|cdn\.skypack\.dev|cdn\.jsdelivr\.net\/npm|ga\.jspm\.io\/npm:)[/:]?(?:v\d+\/|stable\/|\*)?((?:@[^@/?]+\/)?[^@/?]+)/;
  return server.exec(rest)?.[1];
}

function explainInternal(specifier: string, folder: string): string | undefined {
  const { root, manifest } = nearestManifest(folder) ?? {};
  const cannot = `Cannot find '${specifier}'`;
  if (root === undefined)
    return `${cannot}: such names stand in the "imports" of a package.json, and there is none in ${folder} or above`;
  const names = Object.keys((manifest?.imports ?? {}) as object);
  const isNamed = names.some((name) => specifier.startsWith(name.split("*")[0] ?? name));
  if (isNamed) return undefined;
  const has = names.length === 0 ? "no names" : names.join(", ");
  return `${cannot}: the "imports" of ${root}/package.json must have it, got ${has}`;
}
