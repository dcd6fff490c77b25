import type MagicString from "magic-string";
import type { Reference } from "./cell-analysis.ts";
import { child, nameEnd, text } from "./syntax-node.ts";

/**
 * Ends a name that the compiler made from the learner's or for itself. It shows in no message and in
 * no editor, and nobody ends a name so.
 */
export const HIDDEN = "\u200c";

/** A constant of the compiler's own: a write to any of the cell's constants is sent there, to fail. */
export const CONSTANT_GUARD = `constant${HIDDEN}`;

export interface Substitutions {
  /** Names that later cells and this one see under another name. */
  readonly renamed: ReadonlyMap<string, string>;
  /** Names that must not be written. */
  readonly constants: ReadonlySet<string>;
}

/**
 * Writes the cell's names as the session knows them, and lets V8 itself throw its "Assignment to
 * constant variable." where a constant is written. Answers whether any write was turned.
 */
export function substituteNames(
  buffer: MagicString,
  source: string,
  references: readonly Reference[],
  { renamed, constants }: Substitutions,
): boolean {
  let isGuarding = false;
  for (const reference of references) {
    const { identifier, name, role } = reference;
    const end = nameEnd(identifier, source);
    const guards = role === "write" && constants.has(name);
    isGuarding ||= guards;
    const isLogical = guards && guardLogicalAssignment(buffer, source, reference);
    const written = guards && !isLogical ? CONSTANT_GUARD : renamed.get(name);
    if (written === undefined) continue;
    buffer.update(identifier.start, end, reference.shorthand ? `${name}: ${written}` : written);
  }
  return isGuarding;
}

/** `x ||= y` writes only where `x` is falsy, so it reads the real name: `x || (constant = y)`. */
function guardLogicalAssignment(
  buffer: MagicString,
  source: string,
  { assignment, identifier }: Reference,
): boolean {
  if (assignment?.type !== "AssignmentExpression") return false;
  const operator = text(assignment, "operator");
  const right = child(assignment, "right");
  if (!/^(?:\|\||&&|\?\?)=$/.test(operator) || right === null) return false;
  const at = source.indexOf(operator, nameEnd(identifier, source));
  buffer.prependRight(assignment.start, "(");
  buffer.update(at, at + operator.length, `${operator.slice(0, -1)} (${CONSTANT_GUARD} =`);
  buffer.appendLeft(assignment.end, "))");
  return true;
}
