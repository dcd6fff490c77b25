import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { dirname } from "node:path";
import { isLocal, resolveLocal } from "./resolve-local.ts";

const SPECIFIER = /(?:\bfrom|\bimport|\brequire)\s*\(?\s*(["'])([^"'\n]+)\1/g;

/**
 * A text that changes when the file, or any local file that it imports, directly or not, changes:
 * under a URL that carries it, an edited module and its importers are loaded anew.
 */
export function moduleVersion(path: string): string {
  const hash = createHash("sha1");
  const seen = new Set<string>();
  const visit = (file: string): void => {
    if (seen.has(file)) return;
    seen.add(file);
    const source = read(file);
    hash.update(`${file}\0${source}\0`);
    if (!/\.[cm]?[jt]sx?$/.test(file)) return;
    for (const [, , specifier = ""] of source.matchAll(SPECIFIER)) {
      const found = isLocal(specifier) ? resolveLocal(specifier, dirname(file)) : undefined;
      if (found !== undefined) visit(found);
    }
  };
  visit(path);
  return hash.digest("hex").slice(0, 10);
}

function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
