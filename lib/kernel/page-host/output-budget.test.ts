import { expect, it } from "vitest";
import type { FromWorker } from "./messages.ts";
import { OutputBudget } from "./output-budget.ts";

const print = (text: string): FromWorker => ({ type: "stream", cell: 1, name: "stdout", text });
const display = (length: number): FromWorker => ({
  type: "display",
  cell: 1,
  display: { data: { "text/html": "x".repeat(length) }, metadata: {} },
});
const done: FromWorker = { type: "done", cell: 1, result: { status: "ok" } };
const textOf = (messages: readonly FromWorker[]): string =>
  messages.map((message) => (message.type === "stream" ? message.text : "")).join("");

it("passes on what a page can show", () => {
  const budget = new OutputBudget();
  const text = "0123456789\n".repeat(10_000);
  expect([...budget.admit(print(text)), ...budget.admit(done)]).toEqual([print(text), done]);
});

it.each([
  ["many lines", 1_000_000, (line: number) => `${line}\n`],
  ["one text", 1, () => `${"x".repeat(50_000_000)}end`],
  ["only ends of lines", 1, () => "\n".repeat(3_000_000)],
])("keeps the beginning and the end of %s", (_name, count, textAt) => {
  const budget = new OutputBudget();
  const sent: FromWorker[] = [];
  let all = "";
  for (let at = 0; at < count; at += 1) {
    all += textAt(at);
    sent.push(...budget.admit(print(textAt(at))));
  }
  sent.push(...budget.admit(done));
  const [said, left] = sent.filter(({ type }) => type === "cut");
  expect(said).toMatchObject({ text: expect.stringContaining("more than a page can show") });
  expect(sent.filter(({ type }) => type === "cut")).toHaveLength(2);
  const shown = textOf(sent);
  const count0 = (all.length - shown.length).toLocaleString("en");
  expect(left).toMatchObject({ text: `… ${count0} characters are left out.` });
  const end = textOf(sent.slice(sent.indexOf(left as FromWorker)));
  expect(all.endsWith(end) && end.length > 0).toBe(true);
  expect(all.startsWith(shown.slice(0, -end.length))).toBe(true);
  expect(shown.length + 32 * shown.split("\n").length).toBeLessThan(1.3e6);
});

it("says once where a display is too much, and lets updates take its place for ever", () => {
  const budget = new OutputBudget();
  expect(budget.admit(display(1e7))).toHaveLength(1);
  expect(budget.admit(display(1e7))).toMatchObject([
    { type: "cut", text: expect.stringMatching(/^Here 10\.0 MB are left out: a page shows 17 MB/) },
  ]);
  expect(budget.admit(display(1))).toEqual([]);
  const update = { ...display(1e7), update: true, displayId: "a" } as FromWorker;
  for (let times = 0; times < 5; times += 1) expect(budget.admit(update)).toEqual([update]);
  expect(budget.admit({ ...display(2e7), update: true } as FromWorker)).toMatchObject([
    { type: "cut" },
  ]);
});

it("begins again where the output is cleared", () => {
  const budget = new OutputBudget();
  for (let times = 0; times < 5; times += 1) {
    expect(budget.admit(display(1e7))).toMatchObject([{ type: "display" }]);
    budget.admit({ type: "clear", cell: 1, wait: true });
  }
});

it("leaves out errors beyond counting, late prints, and a result that is too much", () => {
  const budget = new OutputBudget();
  const error = { ename: "Error", evalue: "", traceback: ["Error", "  at x"] };
  let sent = 0;
  for (let times = 0; times < 100_000; times += 1)
    sent += budget.admit({ type: "uncaught", cell: 1, error }).length;
  expect(sent).toBeGreaterThan(1_000);
  expect(sent).toBeLessThan(20_000);
  budget.admit(done);
  expect(budget.admit(print("late"))).toMatchObject([
    { type: "cut", text: expect.stringContaining("nothing more") },
  ]);
  expect(budget.admit(print("later"))).toEqual([]);
  const [result] = new OutputBudget().admit({
    ...done,
    result: { status: "ok", display: { data: { "text/html": "x".repeat(2e7) }, metadata: {} } },
  } as FromWorker);
  expect(result).toMatchObject({
    result: {
      display: { data: { "text/plain": expect.stringContaining("20.0 MB are left out") } },
    },
  });
});
