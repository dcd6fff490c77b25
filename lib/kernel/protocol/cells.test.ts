import { describe, expect, it } from "vitest";
import { Cells } from "./cells.ts";
import type { Publisher } from "./interpreter.ts";

const publisher = {} as Publisher;

/** As many cells as are kept after they have ended, which end one after the other. */
function endCells(cells: Cells, count = 1_000): void {
  for (let ended = 0; ended < count; ended++) cells.close(cells.open(publisher));
}

describe("Cells", () => {
  it("find the cell of late output, until 1,000 others have ended since", () => {
    const cells = new Cells();
    const first = cells.open(publisher);
    cells.close(first);
    endCells(cells, 999);
    expect(cells.get(first.id)).toBe(first);
    endCells(cells, 1);
    expect(cells.get(first.id)).toBeUndefined();
  });

  it("give the output of a cell that is kept no more to the newest", () => {
    const cells = new Cells();
    cells.close(cells.open(publisher));
    endCells(cells);
    const newest = cells.open(publisher);
    expect(cells.ownerOf(1)).toBe(newest);
    cells.close(newest);
    expect(cells.ownerOf(1)).toBe(newest);
  });

  it("keep a cell for as long as it prints", () => {
    const cells = new Cells();
    const ticking = cells.open(publisher);
    cells.close(ticking);
    for (let turn = 0; turn < 5; turn++) {
      endCells(cells, 700);
      expect(cells.ownerOf(ticking.id)).toBe(ticking);
    }
  });

  it("keep a cell while comm messages and user expressions come and go by the thousand", () => {
    const cells = new Cells();
    const late = cells.open(publisher);
    cells.close(late);
    const first = cells.open(publisher);
    cells.closeAside(first);
    for (let ended = 0; ended < 99; ended++) cells.closeAside(cells.open(publisher));
    expect(cells.get(first.id)).toBe(first);
    for (let ended = 0; ended < 3_000; ended++) cells.closeAside(cells.open(publisher));
    expect(cells.get(first.id)).toBeUndefined();
    expect(cells.ownerOf(late.id)).toBe(late);
  });

  it("keep a cell that has not ended, however many end beside it", () => {
    const cells = new Cells();
    const running = cells.open(publisher);
    endCells(cells, 3_000);
    expect(cells.ownerOf(running.id)).toBe(running);
  });

  it("know no owner before the first cell", () => {
    expect(new Cells().ownerOf(0)).toBeUndefined();
  });

  it("end the comm messages that an interrupt has cut off, but not the cell that runs", async () => {
    const cells = new Cells();
    const [running, comm] = [cells.open(publisher), cells.open(publisher)];
    cells.running = running;
    const settled = [running.settled(), comm.settled()];
    cells.settleComms();
    running.settle({ status: "ok" });
    expect(await Promise.all(settled)).toEqual([{ status: "ok" }, { status: "terminated" }]);
  });
});

describe("Cell", () => {
  it("puts a character together that is cut in two between writes, on each stream", () => {
    const cell = new Cells().open(publisher);
    const bytes = Buffer.from("é");
    expect(cell.decode("stdout", bytes.subarray(0, 1))).toBe("");
    expect(cell.decode("stderr", Buffer.from("x"))).toBe("x");
    expect(cell.decode("stdout", bytes.subarray(1))).toBe("é");
  });
});
