import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { processes, processesByPs } from "./process-table.ts";

describe.each([
  ["the system's own table", processes],
  ["ps", processesByPs],
])("the processes by %s", (_, read) => {
  let child: ChildProcess;
  beforeAll(async () => {
    child = spawn("sleep", ["61"]);
    await once(child, "spawn");
  });
  afterAll(() => void child.kill("SIGKILL"));

  it("have their parents, their commands and when they began", () => {
    const found = read().find(({ id }) => id === child.pid);
    expect(found).toMatchObject({
      parent: process.pid,
      command: expect.stringMatching(/^sleep 61/),
    });
    expect(found?.age).toBeLessThan(10_000);
    expect(read().find(({ id }) => id === child.pid)?.started).toBe(found?.started);
  });

  it("hold nothing that was started to read them", () => {
    const own = read().filter(({ parent, command }) => {
      return parent === process.pid && /^ps\b/.test(command);
    });
    expect(own).toEqual([]);
  });
});
