import { describe, expect, it } from "vitest";
import { createRing, RingReader, RingWriter } from "./output-ring.ts";

function connect() {
  const ring = createRing();
  let wakes = 0;
  const writer = new RingWriter(ring, () => void wakes++);
  const reader = new RingReader(ring);
  const seen: string[] = [];
  const due = new Set<number>();
  const drain = () =>
    reader.drain({
      output: (cell, stream, bytes) => seen.push(`${cell} ${stream} ${Buffer.from(bytes)}`),
      message: (number) => due.has(number) && seen.push(`message ${number}`) > 0,
    });
  return { writer, seen, due, drain, wakes: () => wakes };
}

describe("the output ring", () => {
  it("hands on what was written, in order", () => {
    const { writer, seen, drain } = connect();
    writer.write(1, "stdout", "a");
    writer.write(2, "stderr", "ü😀");
    writer.write(1, "stdout", new Uint8Array([98]));
    drain();
    expect(seen).toEqual(["1 stdout a", "2 stderr ü😀", "1 stdout b"]);
  });

  it("wakes once until it has been drained", () => {
    const { writer, drain, wakes } = connect();
    writer.write(1, "stdout", "a");
    writer.write(1, "stdout", "b");
    expect(wakes()).toBe(1);
    drain();
    writer.write(1, "stdout", "c");
    expect(wakes()).toBe(2);
  });

  it("stops at a message that has not come", () => {
    const { writer, seen, due, drain } = connect();
    writer.write(1, "stdout", "before");
    const number = writer.nextSequenceNumber;
    writer.writeSequenceNumber();
    writer.write(1, "stdout", "after");
    drain();
    expect(seen).toEqual(["1 stdout before"]);
    due.add(number);
    drain();
    expect(seen).toEqual(["1 stdout before", `message ${number}`, "1 stdout after"]);
  });

  it("goes round many times without mixing anything up", () => {
    const { writer, seen, drain } = connect();
    const lengths = Array.from({ length: 400 }, (_, i) => (i * 7919) % 100_003);
    for (const [index, length] of lengths.entries()) {
      writer.write(index, "stdout", "x".repeat(length));
      drain();
    }
    const expected = lengths.flatMap((length, index) =>
      length === 0 ? [] : [`${index} stdout ${"x".repeat(length)}`],
    );
    expect(seen.length).toBe(expected.length);
    expect(seen.every((text, index) => text === expected[index])).toBe(true);
  });
});
