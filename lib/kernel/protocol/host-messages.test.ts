import { expect, it } from "vitest";
import { Cells } from "./cells.ts";
import { HostMessages, type HostMessageTargets } from "./host-messages.ts";
import type { Publisher } from "./interpreter.ts";

it("reports no rejection of a cell whose children an interrupt has ended, until the next cell", () => {
  const published: string[] = [];
  const publisher = { error: ({ ename }) => published.push(ename) } as Partial<Publisher>;
  const cells = new Cells();
  const messages = new HostMessages({
    cells,
    inbox: { flush: () => {} },
    tracebacks: { render: ({ name }: { name: string }) => ({ ename: name }) },
  } as unknown as HostMessageTargets);
  const cell = cells.open(publisher as Publisher);
  const reject = (name: string) =>
    messages.receive({ type: "uncaught", cell: cell.id, error: { name, message: "", frames: [] } });

  reject("before");
  cell.hasLostChildren = true;
  reject("by the interrupt");
  cells.open(publisher as Publisher);
  reject("of a listener that it left behind");
  expect(published).toEqual(["before", "of a listener that it left behind"]);
});
