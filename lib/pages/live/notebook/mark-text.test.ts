import { expect, test } from "vitest";
import type { LiveCell } from "./live-cell.ts";
import { duration, markText } from "./mark-text.ts";

test("says how long a run took, where one could notice", () => {
  expect([0, 99, 100, 1_250, 59_949, 61_000].map(duration)).toEqual([
    "",
    "",
    "0.1 s",
    "1.3 s",
    "59.9 s",
    "1 min 1 s",
  ]);
});

test("says in words what a cell's state is", () => {
  const mark = (cell: Partial<LiveCell>) => markText(cell as LiveCell, 2_000);
  expect(mark({ state: "stored" })).toBe("");
  expect(mark({ state: "running", began: 800 })).toBe("▸ running 1.2 s");
  expect(mark({ state: "running", began: 2_000 })).toBe("▸ running");
  expect(mark({ state: "done", took: 4 })).toBe("✓ done");
  expect(mark({ state: "error", errorLine: 3 })).toBe("✕ error on line 3");
  expect(mark({ state: "error" })).toBe("✕ error");
});
