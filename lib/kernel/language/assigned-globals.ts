const GLOBAL = String.raw`\b(?:globalThis|global)(?:\s+as\s+[^()]+)?\)?`;
const NAME = String.raw`(?:\.\s*([\w$]+)|\[\s*["']([\w$]+)["']\s*\])`;
const ASSIGNED = new RegExp(
  String.raw`${GLOBAL}\s*${NAME}\s*(?:=(?![=>])|(?:\|\||&&|\?\?|[-+*/%&|^])=)`,
  "g",
);
const DEFINED = new RegExp(
  String.raw`\b(?:defineProperty|set)\(\s*\(?${GLOBAL}\s*,\s*["']([\w$]+)["']`,
  "g",
);
const GATHERED = new RegExp(
  String.raw`\b(?:assign|defineProperties)\(\s*\(?${GLOBAL}\s*,\s*\{((?:[^{}]|\{[^{}]*\})*)\}`,
  "g",
);
const INNER = /\{[^{}]*\}|\([^()]*\)/g;
const KEY = /(?:^|,)\s*(?:async\s+)?["']?([\w$]+)["']?\s*(?=[:,(]|$)/g;

/** The names that a cell gives to `globalThis`, as far as its text shows them. */
export function assignedGlobals(source: string): Set<string> {
  const names = new Set<string>();
  const add = (name: string | undefined) => {
    if (name !== undefined && isDeclarable(name)) names.add(name);
  };
  for (const [, dotted, quoted] of source.matchAll(ASSIGNED)) add(dotted ?? quoted);
  for (const [, name] of source.matchAll(DEFINED)) add(name);
  for (const [, keys = ""] of source.matchAll(GATHERED))
    for (const [, name] of keys.replace(INNER, "").matchAll(KEY)) add(name);
  return names;
}

const RESERVED = new Set(
  (
    "await break case catch class const continue debugger default delete do else enum export extends " +
    "false finally for function globalThis if implements import in instanceof interface let new null " +
    "package private protected public return static super switch this throw true try typeof " +
    "undefined var void while with yield"
  ).split(" "),
);

/** Can a variable have this name? */
function isDeclarable(name: string): boolean {
  return /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name) && !RESERVED.has(name);
}

/** Declarations of global variables of which nothing but the name is known. */
export function globalVariables(names: Iterable<string>): string {
  return [...names]
    .filter(isDeclarable)
    .map((name) => `declare var ${name}: any;`)
    .join("\n");
}
