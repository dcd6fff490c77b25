/** A member that is being written: `o.list[0].na` or `o["na`. */
export interface MemberAccess {
  /** The name that the expression before it begins with, and the keys from there on. */
  root: string;
  path: string[];
  /** That expression as it is written. */
  receiver: string;
  /** What is written of the member, and where it begins: in quotes, or before them if there are none. */
  written: string;
  start: number;
  notation: "dot" | "bracket" | '"' | "'";
}

// Longer expressions are rare and not looked at: all that is read is read at every key.
const LONGEST = 500;
const NAME = String.raw`[\p{ID_Start}$_][\p{ID_Continue}$]*`;
const KEY = String.raw`\d+|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'`;
const LINK = String.raw`\s*!?(?:\??\.\s*${NAME}|(?:\?\.)?\[\s*(?:${KEY})\s*\])`;
const MEMBER = new RegExp(
  String.raw`(?:(?<![\p{ID_Continue}$.])|(?<=\.\.\.))` +
    String.raw`(?<receiver>(?:(?<name>${NAME})|\(\s*(?<cast>${NAME})\s+as\s+any\s*\))(?<path>(?:${LINK})*))` +
    String.raw`\s*!?(?:\??\.\s*(?<member>(?:${NAME})?)|(?:\?\.)?\[\s*(?:(?<quote>["'])(?<key>(?:(?!\k<quote>)[^\\\n])*))?)$`,
  "u",
);
const LINKS = new RegExp(String.raw`\.\s*(${NAME})|\[\s*(${KEY})\s*\]`, "gu");

/** The member that is written where the cursor is, if the value before it can be looked at. */
export function memberAccess(source: string, offset: number): MemberAccess | undefined {
  const before = source.slice(Math.max(0, offset - LONGEST), offset);
  const match = MEMBER.exec(before);
  const { receiver = "", name, cast, path = "", member, quote, key } = match?.groups ?? {};
  const root = name ?? cast;
  if (match === null || root === undefined || root === "this") return undefined;
  // What was cut off may belong to it.
  if (match.index === 0 && before.length < offset) return undefined;
  if (isInText(before.slice(0, match.index))) return undefined;
  const written = member ?? key ?? "";
  return {
    root,
    path: [...path.matchAll(LINKS)].map(([, identifier, literal = ""]) =>
      identifier === undefined ? keyOf(literal) : identifier,
    ),
    receiver,
    written,
    start: offset - written.length,
    notation: member !== undefined ? "dot" : ((quote as '"' | "'" | undefined) ?? "bracket"),
  };
}

/** The expression of names and keys that ends with the word at an offset. */
export function expressionAt(
  source: string,
  offset: number,
): { root: string; path: string[] } | undefined {
  const [rest = ""] = /^[\p{ID_Continue}$]*/u.exec(source.slice(offset)) ?? [];
  const end = offset + rest.length;
  return memberAccess(`${source.slice(0, end)}.`, end + 1);
}

function keyOf(literal: string): string {
  return /^\d/.test(literal) ? literal : literal.slice(1, -1).replace(/\\(.)/g, "$1");
}

/** Whether what follows on the line stands in a comment or a string. */
function isInText(before: string): boolean {
  const line = before.slice(before.lastIndexOf("\n") + 1);
  const code = line.replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`(?:[^`\\]|\\.)*`/g, "");
  return /["']|\/\//.test(code) || (code.includes("`") && !code.includes("${"));
}
