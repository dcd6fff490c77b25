import type { CommMessage } from "dropout-lab-kernel/page-host";
import { expect, test } from "vitest";
import { PageComms } from "./page-comms.ts";

function open() {
  const sent: CommMessage[] = [];
  const heard: unknown[] = [];
  const comms = new PageComms((message) => sent.push(message));
  const comm = comms.open(
    "target",
    { interact: "a" },
    {
      message: (data) => heard.push(data),
      closed: () => heard.push("closed"),
    },
  );
  return { sent, heard, comms, comm, id: sent[0]?.id ?? "" };
}

test("opens a comm, sends by it and hears what is meant for it", () => {
  const { sent, heard, comms, comm, id } = open();
  comm.send({ p: 0.4 });
  comms.hear({ event: "message", id, data: 60 });
  comms.hear({ event: "message", id: "another", data: 61 });
  expect(sent).toEqual([
    { event: "open", id, target: "target", data: { interact: "a" } },
    { event: "message", id, data: { p: 0.4 } },
  ]);
  expect(heard).toEqual([60]);
});

test("a comm that is closed, by either side or with the worker, is told so once and sends no more", () => {
  for (const close of [
    ({ comms, id }: ReturnType<typeof open>) => comms.hear({ event: "close", id, data: {} }),
    ({ comms }: ReturnType<typeof open>) => comms.lose(),
  ]) {
    const opened = open();
    close(opened);
    opened.comm.send(1);
    opened.comm.close();
    opened.comms.hear({ event: "message", id: opened.id, data: 1 });
    opened.comms.lose();
    expect(opened.sent).toHaveLength(1);
    expect(opened.heard).toEqual(["closed"]);
  }
});

test("two comms have two ids, and one that the page closes tells the other side", () => {
  const { sent, comms, comm, heard, id } = open();
  comms.open("target", {}, { message() {}, closed() {} });
  expect(new Set(sent.map((message) => message.id)).size).toBe(2);
  comm.close();
  expect(sent.at(-1)).toEqual({ event: "close", id, data: {} });
  expect(heard).toEqual([]);
});
