/** A declaration around a name that is still to be put in. */
export interface PortableDeclaration {
  before: string;
  after: string;
}

/** Type names that mean the same in every cell, as long as no cell declares them. */
export const KNOWN_TYPES: ReadonlySet<string> = new Set(
  "number string boolean bigint undefined null void unknown any never true false readonly Array ReadonlyArray Promise Map Set Date RegExp Float32Array Float64Array Int32Array Uint8Array".split(
    " ",
  ),
);

const TOKEN = /"(?:\\.|[^"\\])*"|[\p{ID_Start}$_][\p{ID_Continue}$]*|-?\d[\w.+]*|=>|[^\s]/gu;

/** Whether a printed type needs no other cell to be understood; `taken` are the cells' own names. */
function isPortable(type: string, taken: { has: (name: string) => boolean }): boolean {
  if (type.includes("...")) return false;
  const parts = type.match(TOKEN) ?? [];
  return parts.every((part, index) => {
    if (!/^[\p{ID_Start}$_]/u.test(part)) return true;
    const next = parts[index + 1] === "?" ? parts[index + 2] : parts[index + 1];
    // A property's or parameter's name.
    if (next === ":") return true;
    return KNOWN_TYPES.has(part) && !taken.has(part);
  });
}

/**
 * A declaration that stands for an earlier cell's variable or function by itself, made of what the
 * server shows for it; undefined if its type refers to anything that is not known everywhere. With
 * it the checker need not follow a chain of inferred types back through all cells.
 */
export function portableDeclaration(
  shown: string,
  name: string,
  taken: { has: (name: string) => boolean },
): PortableDeclaration | undefined {
  const text = shown.replace(/^\(alias\) /, "").trim();
  const [, kind, rest] = /^(const|let|var|function) ([\s\S]*)$/.exec(text) ?? [];
  if (kind === undefined || rest === undefined || !rest.startsWith(name)) return undefined;
  const type = rest.slice(name.length);
  if (kind === "function") {
    const portable = type.startsWith("(") && !type.includes("overload") && isPortable(type, taken);
    // A predicate (`x is T`) or assertion is refused by the words it is made of.
    return portable ? { before: "declare function ", after: `${type};` } : undefined;
  }
  if (!type.startsWith(": ")) return undefined;
  const printed = type.slice(2);
  if (!isPortable(printed, taken)) return undefined;
  if (kind !== "const") return { before: "declare let ", after: `: ${printed};` };
  // `const x: 1` would make `let y = x` a 1; with a value it widens to number, as in one file.
  if (/^(?:-?\d[\w.]*|"(?:\\.|[^"\\])*"|true|false)$/.test(printed)) {
    return { before: "declare const ", after: ` = ${printed};` };
  }
  return { before: "declare const ", after: `: ${printed};` };
}
