import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CellSyntaxError } from "./cell-syntax-error.ts";
import { lowerWithEsbuild } from "./esbuild/index.ts";
import type { ConformanceCase } from "./testing/conformance-case.ts";
import { conformanceCases } from "./testing/conformance-cells.ts";
import { type Outcome, ReplHost } from "./testing/repl-host.ts";

let count = 0;
const fixture = {
  default: "default",
  it: "named",
  other: "other",
  "a-b": "dashed",
  get counter() {
    return count;
  },
  count: () => {
    count += 1;
  },
};

let host: ReplHost;
beforeAll(() => {
  host = new ReplHost({ lower: lowerWithEsbuild() });
});
afterAll(() => host.dispose());

/** Cells of one case run one after the other; all but the last may fail as they like. */
async function run(cells: readonly string[]): Promise<Outcome> {
  // Cases share the realm, so each begins with a compiler of its own and a clean table of names.
  host.dispose();
  host = new ReplHost({ lower: lowerWithEsbuild() });
  host.modules.set("fixture", () => fixture);
  host.modules.set("broken", () => {
    throw new Error("broken module");
  });
  let outcome: Outcome | undefined;
  for (const cell of cells) outcome = await host.run(cell);
  if (outcome === undefined) throw new Error("a case must have a cell, got none");
  return outcome;
}

async function check(expected: ConformanceCase): Promise<void> {
  if (expected.syntax !== undefined) {
    const failed = await run(expected.cells).catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(CellSyntaxError);
    const { line, column } = failed as CellSyntaxError;
    expect([line, column]).toEqual(expected.syntax);
    return;
  }
  const outcome = await run(expected.cells);
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

describe("cells in a row", () => {
  it.each(conformanceCases)("$title", check);
});
