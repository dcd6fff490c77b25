import { EventEmitter } from "node:events";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Outbox } from "../link/outbox.ts";
import { Cells } from "./cells.ts";
import { HostInbox } from "./host-inbox.ts";
import { HostMessages, type HostMessageTargets } from "./host-messages.ts";
import type { Publisher } from "./interpreter.ts";

/** An inbox whose main thread is this one, and what comes of it with the time in milliseconds. */
function connect() {
  const port = Object.assign(new EventEmitter(), { next: () => undefined });
  const outbox = new Outbox((envelope) => port.emit("message", envelope));
  const seen: [at: number, what: string][] = [];
  const began = performance.now();
  const note = (what: string) => void seen.push([performance.now() - began, what]);
  const cells = new Cells();
  const cell = cells.open({
    stream: (stream: string, text: string) => note(`${cell.id} ${stream} ${text}`),
    clear: () => note("clear"),
  } as unknown as Publisher);
  const inbox = new HostInbox(port, outbox.ring, {
    cells,
    receive: (message) => messages.receive(message),
  });
  const messages = new HostMessages({
    inbox,
    cells,
    link: { answerFrames: () => note("frames"), answerChild: () => note("childEnded") },
    native: { flush: () => {} },
    tracebacks: { locate: () => [] },
  } as unknown as HostMessageTargets);
  const print = (text: string) => outbox.print(cell.id, "stdout", text);
  return { outbox, cell, inbox, seen, print, texts: () => seen.map(([, what]) => what) };
}

describe("HostInbox", () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "setImmediate", "performance"] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("hands on the first print at once, and of many others each within 50 ms, in few texts", () => {
    const { seen, print } = connect();
    const printed: number[] = [];
    for (let ms = 0; ms < 300; ms++) {
      printed.push(ms);
      print(`${ms} `);
      vi.advanceTimersByTime(1);
    }
    vi.advanceTimersByTime(50);
    const shown = seen.flatMap(([at, what]) => {
      const numbers = what.replace("1 stdout ", "").trim().split(" ");
      return numbers.map((number) => ({ number: Number(number), delay: at - Number(number) }));
    });
    expect(shown.map(({ number }) => number)).toEqual(printed);
    expect(Math.max(...shown.map(({ delay }) => delay))).toBeLessThan(50);
    expect(seen[0]?.[0]).toBeLessThan(2);
    expect(seen.length).toBeLessThan(15);
  });

  it("hands on what waits before whatever is published after it, and at a cell's end", async () => {
    const { outbox, cell, print, texts } = connect();
    const ended = cell.settled();
    for (const text of ["a", "b"]) {
      print(text);
      vi.advanceTimersByTime(1);
    }
    outbox.send({ type: "clear", cell: 1, wait: false });
    print("c");
    outbox.print(1, "stderr", "d");
    outbox.send({ type: "done", cell: 1, result: { status: "ok" } });
    vi.advanceTimersByTime(1);
    expect(await ended).toEqual({ status: "ok" });
    expect(texts()).toEqual(["1 stdout a", "1 stdout b", "clear", "1 stdout c", "1 stderr d"]);
  });

  it("lets output wait past messages that publish nothing", () => {
    const { outbox, print, texts } = connect();
    print("a");
    vi.advanceTimersByTime(1);
    for (const text of ["b", "c", "d"]) {
      print(text);
      outbox.send({ type: "frames", serial: 0, lines: [] });
      vi.advanceTimersByTime(1);
    }
    vi.advanceTimersByTime(50);
    expect(texts()).toEqual(["1 stdout a", "frames", "frames", "frames", "1 stdout bcd"]);
  });

  it("puts a child's output behind what was printed before", () => {
    const { cell, inbox, print, texts } = connect();
    print("a");
    vi.advanceTimersByTime(1);
    print("b");
    inbox.print(cell, "stdout", "child");
    print("c");
    vi.advanceTimersByTime(50);
    expect(texts()).toEqual(["1 stdout a", "1 stdout bchildc"]);
  });

  it("puts a child's output before what is printed after its end", () => {
    const { outbox, cell, inbox, print, texts } = connect();
    print("a");
    vi.advanceTimersByTime(1);
    print("b");
    outbox.send({ type: "childEnded", serial: 1 });
    print("c");
    inbox.print(cell, "stdout", "child");
    vi.advanceTimersByTime(50);
    expect(texts()).toEqual(["1 stdout a", "childEnded", "1 stdout bchildc"]);
  });

  it("hands on what waits when it is to catch up", () => {
    const { inbox, print, texts } = connect();
    print("a");
    vi.advanceTimersByTime(1);
    print("b");
    inbox.catchUp();
    expect(texts()).toEqual(["1 stdout a", "1 stdout b"]);
  });
});
