import { describe, expect, it } from "vitest";
import { OutputBatches } from "./output-batches.ts";

function collect() {
  const seen: string[] = [];
  const batches = new OutputBatches((cell, stream, text) => seen.push(`${cell} ${stream} ${text}`));
  return { batches, seen };
}

describe("OutputBatches", () => {
  it("joins what follows one another on a stream, and keeps the order of both", () => {
    const { batches, seen } = collect();
    for (const text of ["a", "b"]) batches.add(1, "stdout", text);
    batches.add(1, "stderr", "c");
    batches.add(1, "stdout", "d");
    expect(seen).toEqual([]);
    batches.flush();
    expect(seen).toEqual(["1 stdout ab", "1 stderr c", "1 stdout d"]);
  });

  it("joins the prints of each of several cells that print in turn", () => {
    const { batches, seen } = collect();
    for (let turn = 0; turn < 6; turn++) batches.add(turn % 2, "stdout", String(turn));
    batches.flush();
    expect(seen).toEqual(["0 stdout 024", "1 stdout 135"]);
  });

  it("publishes once, and nothing where nothing was printed", () => {
    const { batches, seen } = collect();
    batches.add(1, "stdout", "");
    expect(batches.isEmpty).toBe(true);
    batches.add(1, "stdout", "a");
    expect(batches.isEmpty).toBe(false);
    batches.flush();
    batches.flush();
    expect(seen).toEqual(["1 stdout a"]);
  });

  it("begins another message where one would be huge", () => {
    const { batches, seen } = collect();
    const megabyte = "x".repeat(1 << 20);
    for (let sent = 0; sent < 10; sent++) batches.add(1, "stdout", megabyte);
    batches.flush();
    expect(seen.length).toBe(3);
    expect(seen.join("").replaceAll(/[^x]/g, "").length).toBe(10 << 20);
  });
});
