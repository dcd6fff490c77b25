import type { Diagnostic } from "vscode-languageserver-protocol";
import type { PreviousRead } from "../cell/index.ts";
import { messageOf } from "./diagnostic.ts";
import type { Draft } from "./draft.ts";
import type { Scope } from "./scope.ts";

/** Said of what is left of `undefined`; the last of what is spread. */
const UNUSABLE = /\btype '(?:never|\{\})'|^Spread types may only/;

/** The `var`s of a cell, and where they are read before the cell gives them a value. */
export interface VarUses {
  readonly names: readonly string[];
  readonly previousReads: readonly PreviousRead[];
}

/**
 * Lets the reads mean the earlier value of their name, or undefined where there is none. What
 * comes after them, or has an earlier value anyway, may then rely on it: the names join the
 * tolerated.
 */
export function usePreviousValues(
  draft: Draft,
  { names, previousReads }: VarUses,
  scope: Scope,
  tolerated: Set<string>,
): void {
  for (const name of names) if (scope.values.has(name)) tolerated.add(name);
  for (const { name, start, isGlobal } of previousReads) {
    tolerated.add(name);
    if (!draft.usePrevious(name, start) || scope.values.has(name)) continue;
    draft.absent.set(name, isGlobal ? `typeof globalThis.${name}` : "undefined");
  }
}

/**
 * Where a cell asks first whether there is an earlier value, `undefined` leaves nothing to use in
 * the other case; then it is anything. True if the draft changed.
 */
export function loosenAbsent(draft: Draft, items: readonly Diagnostic[]): boolean {
  let isChanged = false;
  if (!items.some((item) => UNUSABLE.test(messageOf(item)))) return false;
  for (const [name, type] of draft.absent) {
    if (type !== "undefined") continue;
    draft.absent.set(name, "any");
    isChanged = true;
  }
  return isChanged;
}
