import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import type { Completions } from "../live/payload.ts";

type Documented = Record<string, readonly [signature: string, summary: string]>;

/** How long a signature may be, in characters. */
const LONGEST = 120;

/**
 * What a module exports by name, each with its signature and the first sentence of its documentation,
 * from the declarations that tsc wrote beside its code. Nothing where there are none.
 */
export function documentedExports(specifier: string, directory: string): Completions[string] {
  const found: Documented = {};
  const index = declarationsOf(specifier, directory);
  if (index === undefined) return found;
  const [path, text] = index;
  for (const [, list = "", from = ""] of text.matchAll(/export \{([^}]*)\} from "([^"]+)";/g)) {
    const declarations = readDeclarations(resolve(path, "..", from.replace(/\.[jt]s$/, ".d.ts")));
    for (const item of list.split(",").map((one) => one.trim())) {
      const [local, name = local] = item.split(" as ");
      if (local === undefined || local === "" || item.startsWith("type ")) continue;
      const documented = declarations === undefined ? undefined : find(local, declarations);
      if (documented !== undefined && name !== undefined) found[name] = documented;
    }
  }
  return found;
}

function declarationsOf(
  specifier: string,
  directory: string,
): [path: string, text: string] | undefined {
  try {
    const code = createRequire(join(resolve(directory), "notebook.js")).resolve(specifier);
    const path = code.replace(/\.js$/, ".d.ts");
    const text = path === code ? undefined : readDeclarations(path);
    return text === undefined ? undefined : [path, text];
  } catch {
    // `bundleModules` tells of what is not there.
    return undefined;
  }
}

function readDeclarations(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}

/** The first declaration of a name with the comment before it. */
function find(name: string, declarations: string): Documented[string] | undefined {
  const pattern = new RegExp(
    String.raw`(?:/\*\*((?:(?!\*/)[\s\S])*)\*/\s*)?export declare (?:abstract )?(function|class|const|let) ${name.replaceAll("$", "\\$")}\b([^\n]*(?:\n[ }][^\n]*)*)`,
  );
  const [whole, comment = "", kind, rest = ""] = pattern.exec(declarations) ?? [];
  if (whole === undefined) return undefined;
  const signature = kind === "function" ? `${name}${parameters(rest)}` : `${kind} ${name}`;
  return [signature, firstSentence(comment)];
}

/** A function's parameters and result without its type parameters, on one line. */
function parameters(rest: string): string {
  const start = rest.startsWith("<") ? endOfAngles(rest) : 0;
  const signature = rest
    .slice(start)
    .replace(/;$/, "")
    .replace(/\.\.\.\[(\w+)\]: \w+<(?:[^<>]|<[^<>]*>)*>/g, "$1?")
    .replace(/\s+/g, " ");
  return signature.length <= LONGEST ? signature : `${signature.slice(0, LONGEST - 1)}…`;
}

function endOfAngles(text: string): number {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === "<") depth++;
    // An arrow is no end.
    if (text[at] === ">" && text[at - 1] !== "=" && --depth === 0) return at + 1;
  }
  return 0;
}

function firstSentence(comment: string): string {
  const text = comment.replace(/^\s*\* ?/gm, "").split(/\n\s*(?:\n|@)/)[0] ?? "";
  const line = text.replace(/\s+/g, " ").trim();
  return /^.*?[.:;](?= [A-Z`])|^.*/.exec(line)?.[0].replace(/[;:]$/, ".") ?? "";
}
