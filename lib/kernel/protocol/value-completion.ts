import type { Member } from "../link/messages.ts";
import type { CompleteOutcome } from "./interpreter.ts";
import { type MemberAccess, memberAccess } from "./member-access.ts";

/** What completion by value asks. */
export interface ValueCompletionSources {
  /** The members of the value that a path leads to from a name; none where it cannot be asked now. */
  members(root: string, path: string[]): Promise<Member[]>;
  /** What the types say, at an offset. */
  types(offset: number): Promise<CompleteOutcome>;
  /** Whether by its type the expression has members of any name. */
  isOpen(receiver: string): Promise<boolean>;
}

const IDENTIFIER = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u;

/**
 * What the types say, and where they say nothing, as of `any` or a record, the members of the value
 * that is there.
 */
export async function completeByValue(
  source: string,
  offset: number,
  sources: ValueCompletionSources,
): Promise<CompleteOutcome> {
  const access = memberAccess(source, offset);
  const typed = sources.types(offset);
  if (access === undefined) return typed;
  const [known, members] = await Promise.all([typed, sources.members(access.root, access.path)]);
  const seen = new Set(known.items.map(({ text }) => text));
  const found = itemsOf(members, access, offset).filter(({ text }) => !seen.has(text));
  if (found.length === 0 || !(await isOpen(known, access, sources))) return known;
  // Of what may stand in brackets, the keys come before all variables.
  const items =
    access.notation === "bracket" ? [...found, ...known.items] : [...known.items, ...found];
  return { start: items[0]?.start ?? offset, end: offset, items };
}

async function isOpen(
  known: CompleteOutcome,
  access: MemberAccess,
  sources: ValueCompletionSources,
): Promise<boolean> {
  if (access.notation === "bracket") return !known.items.some(({ text }) => text.startsWith('"'));
  // The types may have members, of which none begins in this way.
  const isEmpty =
    known.items.length === 0 &&
    (access.written === "" || (await sources.types(access.start)).items.length === 0);
  return isEmpty || sources.isOpen(access.receiver);
}

function itemsOf(
  members: readonly Member[],
  { written, start, notation }: MemberAccess,
  end: number,
): CompleteOutcome["items"] {
  const begins = written.toLowerCase();
  const fits = ({ name, isOwn }: Member) =>
    name.toLowerCase().startsWith(begins) && (notation === "dot" ? IDENTIFIER.test(name) : isOwn);
  return members.filter(fits).map(({ name, isMethod }) => ({
    text: keyText(name, notation),
    start,
    end,
    type: isMethod ? "method" : "property",
    signature: "",
  }));
}

/** A key as it stands in its notation. */
function keyText(name: string, notation: MemberAccess["notation"]): string {
  if (notation === "dot") return name;
  const quoted = JSON.stringify(name);
  if (notation === "bracket") return /^(0|[1-9]\d*)$/.test(name) ? name : quoted;
  const inside = quoted.slice(1, -1);
  return notation === '"' ? inside : inside.replaceAll('\\"', '"').replaceAll("'", "\\'");
}
