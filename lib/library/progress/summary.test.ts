import { expect, it } from "vitest";
import { type LessonProgress, noProgress } from "./progress.ts";
import { summaryLesson, summaryPage, summaryText } from "./summary.ts";

const kept: LessonProgress = {
  ...noProgress("05-halves/0123abcd", ""),
  exercises: {
    half: { done: true, tries: 2, hints: 1, solution: false, at: Date.UTC(2026, 0, 31) },
    "<b>": { done: false, tries: 1, hints: 2, solution: true },
  },
};

it("lists what was tried, or all exercises where the lesson is at hand", () => {
  const tried = summaryText([summaryLesson(kept)]);
  expect(tried.split("\n\n").slice(0, 2)).toEqual([
    "1 of 2 exercises done.",
    "05-halves: 1 of 2 exercises done\n  ✓ half (2 tries, 1 hint)\n  ○ <b> (1 try, 2 hints, solution shown)",
  ]);
  const names = ["half", "third", "toString"];
  expect(summaryText([summaryLesson(kept, { title: "Halves", names })])).toContain(
    "Halves: 1 of 3 exercises done\n  ✓ half (2 tries, 1 hint)\n  ○ third\n  ○ toString\n",
  );
});

it("says of itself that it is self-assessed, as text and as a page", () => {
  const lessons = [summaryLesson(kept)];
  const page = summaryPage(lessons, Date.UTC(2026, 1, 1));
  for (const summary of [summaryText(lessons), page]) expect(summary).toContain("Self-assessed:");
  expect(page).toContain("Date: 2026-02-01");
  expect(page).toContain(
    '<th scope="row">half</th><td>✓ done</td><td>2</td><td>1</td><td></td><td>2026-01-31</td>',
  );
  expect(page).toContain('<th scope="row">&lt;b&gt;</th><td>open</td>');
});
