import { expect } from "vitest";
import { CellSyntaxError } from "../index.ts";
import type { CellHost, Outcome } from "./cell-host.ts";
import type { ConformanceCase } from "./conformance-case.ts";
import { fixtureModules } from "./fixture-modules.ts";

/** Cells of one case run one after the other; all but the last may fail as they like. */
async function run(cells: readonly string[], host: CellHost): Promise<Outcome> {
  for (const [name, module] of fixtureModules()) host.modules.set(name, module);
  let outcome: Outcome | undefined;
  for (const cell of cells) outcome = await host.run(cell);
  if (outcome === undefined) throw new Error("a case must have a cell, got none");
  return outcome;
}

/** Runs the cells of a case on a host of its own, and compares what comes of them. */
export async function checkCase(expected: ConformanceCase, host: CellHost): Promise<void> {
  if (expected.syntax !== undefined) {
    const failed = await run(expected.cells, host).catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(CellSyntaxError);
    const { line, column } = failed as CellSyntaxError;
    expect([line, column]).toEqual(expected.syntax);
    return;
  }
  const outcome = await run(expected.cells, host);
  if (expected.error !== undefined) {
    expect(String(outcome.error)).toBe(expected.error);
    if (expected.at === undefined) return;
    const [place] = host.places(outcome.error);
    expect([place?.cell, place?.line, place?.column]).toEqual(expected.at);
    return;
  }
  expect(outcome.error).toBeUndefined();
  expect(outcome.compiled.hasValue).toBe(expected.none !== true);
  // Compared as data: the cells' arrays and objects are of this realm, too.
  expect(outcome.value).toEqual(expected.value);
}
