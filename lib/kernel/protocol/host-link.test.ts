import { EventEmitter } from "node:events";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Outbox } from "../host/outbox.ts";
import type { WorkerStart } from "../link/messages.ts";
import { HostLink } from "./host-link.ts";

/** A link whose main thread is this one, and what comes of it with the time in milliseconds. */
function connect() {
  const port = Object.assign(new EventEmitter(), { postMessage: () => {}, next: () => undefined });
  const outbox = new Outbox((parcel) => port.emit("message", parcel));
  const seen: [at: number, what: string][] = [];
  const began = performance.now();
  const note = (what: string) => seen.push([performance.now() - began, what]);
  const start = { ring: outbox.ring } as WorkerStart;
  const link = new HostLink(port, start, {
    output: (cell, stream, text) => note(`${cell} ${stream} ${text}`),
    message: ({ type }) => note(type),
  });
  const print = (text: string, cell = 1) => outbox.print(cell, "stdout", text);
  return { outbox, link, seen, print, texts: () => seen.map(([, what]) => what) };
}

describe("HostLink", () => {
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
    const { outbox, link, print, texts } = connect();
    const ended = link.run(1, { code: "", hasAwait: false, result: "none" });
    for (const text of ["a", "b"]) {
      print(text);
      vi.advanceTimersByTime(1);
    }
    outbox.send({ type: "clear", cell: 1, wait: false });
    print("c");
    outbox.print(1, "stderr", "d");
    outbox.send({ type: "done", cell: 1, ending: { status: "ok" } });
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
    const { link, print, texts } = connect();
    print("a");
    vi.advanceTimersByTime(1);
    print("b");
    link.print(1, "stdout", "child");
    print("c");
    vi.advanceTimersByTime(50);
    expect(texts()).toEqual(["1 stdout a", "1 stdout bchildc"]);
  });

  it("puts a child's output before what is printed after its end", () => {
    const { outbox, link, print, texts } = connect();
    print("a");
    vi.advanceTimersByTime(1);
    print("b");
    outbox.send({ type: "childEnded", serial: 1 });
    print("c");
    link.print(1, "stdout", "child");
    vi.advanceTimersByTime(50);
    expect(texts()).toEqual(["1 stdout a", "childEnded", "1 stdout bchildc"]);
  });

  it("hands on what waits when a cell is given up", () => {
    const { link, print, texts } = connect();
    print("a");
    vi.advanceTimersByTime(1);
    print("b");
    link.giveUp(1);
    expect(texts()).toEqual(["1 stdout a", "1 stdout b"]);
  });
});
