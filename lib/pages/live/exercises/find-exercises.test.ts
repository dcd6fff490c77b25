import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { findExercises } from "./find-exercises.ts";

const code = (...sources: string[]) =>
  sources.map((source, at) => ({ id: `cell ${at + 1}`, type: "code" as const, source }));
const course = '(await import("dropout-lab/course"))';

describe("exercises of a notebook", () => {
  it.each([
    ["01-naive-dropout", "naiveDropout", ["luckiest", "gap", "expected", "naive", "neurons"]],
    ["02-the-scaling-fix", "scalingFix", ["spread", "hears", "scale", "rate", "dropout"]],
    ["03-the-pytorch-check", "pytorchCheck", ["grown", "evaluation", "input", "rate", "verify"]],
  ])("are found in lesson %s", (lesson, exported, names) => {
    const file = new URL(`../../../../notebooks/${lesson}.ipynb`, import.meta.url);
    const { cells } = JSON.parse(readFileSync(file, "utf8")) as {
      cells: { id: string; cell_type: "code"; source: string[] }[];
    };
    const found = findExercises(
      cells.map(({ id, cell_type: type, source }) => ({ id, type, source: source.join("") })),
    );
    expect(found.map(({ name }) => name)).toEqual(names);
    expect(found.map(({ expression }) => expression)).toEqual(
      names.map(
        (name) =>
          `(await import("dropout-lab/course/${lesson.slice(3).replace("the-", "")}")).${exported}.${name}`,
      ),
    );
  });

  it("are found by any name under which they are imported or made", () => {
    const found = findExercises(
      code(
        'import * as all from "dropout-lab/course";\nimport { naiveDropout, exercise, type Verdict } from "dropout-lab/course";',
        "const half: Exercise<number> = exercise({ check: () => correct('') });",
        "all.scalingFix.rate.check(0.5)",
        "naiveDropout.expected\n  .check(75); half.check(50)",
      ),
    );
    expect(found).toEqual([
      {
        cell: "cell 3",
        name: "scalingFix.rate",
        expression: `${course}.scalingFix.rate`,
        needsCells: false,
      },
      { cell: "cell 4", name: "half", expression: "half", needsCells: true },
    ]);
  });

  it("are found in a lesson's room of the course, and made in each of the four ways", () => {
    const found = findExercises(
      code(
        'import { mend } from "dropout-lab/course";\nimport { own as exercises } from "dropout-lab/course/my-own";',
        "const guess = predict({}), key = choose({});\nconst fix = mend({});",
        "exercises.first.check(1); guess.check(2); fix.check(3)",
      ),
    );
    expect(found.map(({ expression }) => expression)).toEqual([
      '(await import("dropout-lab/course/my-own")).own.first',
      "guess",
      "fix",
    ]);
  });

  it("are no other checks, and none in a comment", () => {
    expect(
      findExercises(
        code(
          'import { naiveDropout as exercises } from "dropout-lab/course";\nimport { box } from "other";',
          "box.check(1); my.exercises.expected.check(1); exercises.expected.checks(1)",
          "// exercises.expected.check(1)\n/* exercises.naive.check(1) */",
        ),
      ),
    ).toEqual([]);
  });
});
