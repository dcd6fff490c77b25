import { describe, expect, it } from "vitest";
import { completeNames } from "./complete-names.ts";

const scope = { names: ["Math"], runtimeName: (name: string) => name, modules: ["dropout-lab/nn"] };
const labels = (source: string) =>
  completeNames(source, source.length, scope).names.map(({ label }) => label);

describe("completeNames", () => {
  it("finds names, properties and modules", () => {
    expect(labels("1 + Ma")).toEqual(["Math"]);
    expect(labels("Math.ab")).toEqual(["abs"]);
    expect(labels('import { Dropout } from "dropout-lab/')).toEqual(["dropout-lab/nn"]);
  });

  it("looks at the end of a cell that holds long data, where all of it would take minutes", () => {
    const data = `const data = "${"A".repeat(200_000)}"; `;
    expect(labels(`${data}Math.ab`)).toEqual(["abs"]);
    expect(labels(`${data}${"b".repeat(100_000)}`)).toEqual([]);
  });
});
