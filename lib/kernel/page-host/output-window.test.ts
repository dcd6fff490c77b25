import { expect, it } from "vitest";
import { messageSize } from "./message-size.ts";
import type { FromWorker } from "./messages.ts";
import { OutputWindow } from "./output-window.ts";

const print = (text: string): FromWorker => ({ type: "stream", cell: 1, name: "stdout", text });
const update = (displayId: string, value: unknown): FromWorker => ({
  type: "display",
  cell: 1,
  displayId,
  update: true,
  display: { data: { "text/plain": value as string }, metadata: {} },
});
const clear: FromWorker = { type: "clear", cell: 1, wait: true };

/** A window, what it has posted, and how much of that is text. */
function open() {
  const posted: FromWorker[] = [];
  const window = new OutputWindow((message) => posted.push(message));
  const texts = () => posted.flatMap((message) => (message.type === "stream" ? message.text : []));
  /** The page sees all that was posted. */
  const see = () => {
    let seen = 0;
    for (let at = 0; at < posted.length; at += 1)
      if (posted[at]?.type === "mark") {
        window.seen();
        seen += 1;
      }
    return seen;
  };
  return { posted, window, texts, see };
}

it("waits for a page that does not keep up, and sends all in order then", () => {
  const { posted, window, texts, see } = open();
  const chunk = "x".repeat(1 << 16);
  const expected = Array.from({ length: 400 }, (_, at) => `${at}${chunk}`);
  for (const text of expected) window.send(print(text));
  expect(texts().join("").length).toBeLessThan(2.5e6);
  see();
  window.send(print("last"));
  see();
  expect(texts()).toEqual([...expected, "last"]);
  expect(posted.filter(({ type }) => type === "mark").length).toBeGreaterThan(90);
});

it("keeps of what waits only what will be seen", () => {
  const { posted, window, texts, see } = open();
  for (let at = 0; at < 40; at += 1) window.send(print("x".repeat(1 << 16)));
  const before = posted.length;
  for (let at = 0; at < 10_000; at += 1) {
    window.send(update("a", `a${at}`));
    window.send(update("b", `b${at}`));
    window.send(print(`text ${at}`));
    window.send(clear);
  }
  window.send(print("end"));
  see();
  const later = posted.slice(before).filter(({ type }) => type !== "mark");
  expect(later).toEqual([update("a", "a9999"), update("b", "b9999"), clear, print("end")]);
  expect(texts().length).toBeLessThan(40);
});

it.each([
  ["without end", 1e6, 0],
  ["of numbers without end", 1_000, new Float64Array(10_000)],
  ["too large for one", 1, ["x".repeat(1 << 24)]],
])(
  "refuses comm messages %s, and takes others again when the page has taken those",
  (...values) => {
    const [, count, data] = values;
    const { window, posted, see } = open();
    const message: FromWorker = { type: "comm", cell: 1, event: "message", id: "1", data };
    expect(() => {
      for (let at = 0; at < count; at += 1) window.send(message);
    }).toThrow("comm: must send at most 17 MB before the page takes it, got more");
    see();
    window.send({ ...message, data: "last" });
    see();
    expect(posted.findLast(({ type }) => type === "comm")).toMatchObject({ data: "last" });
    expect(messageSize(posted)).toBeLessThan(2.5e7);
  },
);
