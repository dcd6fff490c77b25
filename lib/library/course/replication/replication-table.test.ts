import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { displaySymbol } from "../../display/index.ts";
import type { LessonClaims } from "./claim.ts";
import { judgeClaim, type ReplicationRow } from "./judge-claim.ts";
import { replicationRows, replicationTable } from "./replication-table.ts";

const root = join(import.meta.dirname, "../../../..");

test("the table holds what the claims and recordings give: npm run replication", async () => {
  const folder = join(import.meta.dirname, "claims");
  const files = readdirSync(folder).sort();
  const lessons: LessonClaims[] = [];
  for (const file of files) {
    lessons.push((await import(/* @vite-ignore */ join(folder, file))).claims);
  }
  for (const { lesson } of lessons) {
    expect(existsSync(join(root, `notebooks/${lesson}.ipynb`)), lesson).toBe(true);
  }
  lessons.sort((a, b) => (a.lesson < b.lesson ? -1 : 1));
  const rows = lessons.flatMap(({ lesson, list }) => list().map((one) => judgeClaim(lesson, one)));
  expect(rows.length).toBeGreaterThan(20);
  // JSON leaves out what is undefined.
  expect(replicationRows()).toEqual(JSON.parse(JSON.stringify(rows)));
});

const row: ReplicationRow = {
  ...{ lesson: "06-a", claim: "It helps", source: "[A](https://a.test)", quantity: "points" },
  ...{ measured: [-0.5, -1, 0.001], allows: { below: 0 }, digits: 2, finding: "not established" },
};

test("a row shows its number with the interval, as text and as a table", () => {
  const note = replicationTable([row]);
  expect(note.text).toBe("6. not established: It helps. points: −0.50 [−1.00, 0.00]");
  expect(note[displaySymbol]()["text/markdown"]).toContain(
    "| 6. It helps ([A](https://a.test)) | points: −0.50 [−1.00, 0.00] | **not established** |",
  );
});

test.each([
  [0.5, "0.50"],
  [-0.001, "0.00"],
  [0, "0.00"],
  [2.2e-16, "2e-16"],
])("a number without interval stands alone: %s", (measured, written) => {
  expect(replicationTable([{ ...row, measured }]).text).toMatch(new RegExp(`points: ${written}$`));
});
