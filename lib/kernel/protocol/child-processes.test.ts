import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { afterEach, describe, expect, it, vi } from "vitest";
import { ChildProcesses } from "./child-processes.ts";

/** Ends the time that processes have between two signals: no machine is too slow for that. */
const graces = vi.hoisted((): (() => void)[] => []);
vi.mock("node:timers/promises", () => ({
  setTimeout: () => new Promise<void>((over) => graces.push(over)),
}));

async function nextSignal(): Promise<void> {
  graces.shift()?.();
  await new Promise((sent) => setImmediate(sent));
}

const started: ChildProcess[] = [];
afterEach(() => {
  for (const child of started.splice(0)) child.kill("SIGKILL");
});

/** A child of this process that hears SIGKILL only, or one that hears every signal. */
async function start(kind: "deaf" | "hearing"): Promise<ChildProcess> {
  const trap = kind === "deaf" ? "trap '' INT TERM; " : "";
  const child = spawn("sh", ["-c", `${trap}echo ready; exec sleep 600`], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  started.push(child);
  await once(child.stdout, "data");
  return child;
}

const ended = async (child: ChildProcess) =>
  child.signalCode ?? (await once(child, "exit").then(([, by]) => by));

describe.skipIf(process.platform === "win32")("an interrupt of a cell", () => {
  const children = new ChildProcesses(() => undefined);

  it("spares what the next cell waits for, which nobody notes", async () => {
    let isRunning = true;
    const first = await start("deaf");
    const over = children.interrupt({ id: 1, began: 0 }, () => isRunning);
    isRunning = false;
    const next = await start("hearing");
    await nextSignal();
    await nextSignal();
    await over;
    expect(await ended(first)).toBe("SIGKILL");
    expect(next.signalCode).toBeNull();
  });

  it("ends what the cell starts while it still runs, and what is known as its own", async () => {
    let isRunning = true;
    const first = await start("deaf");
    const over = children.interrupt({ id: 1, began: 0 }, () => isRunning);
    const second = await start("hearing");
    await nextSignal();
    expect(await ended(second)).toBe("SIGTERM");
    isRunning = false;
    const third = await start("hearing");
    children.note(Number(third.pid), 1);
    const other = await start("hearing");
    children.note(Number(other.pid), 2);
    await nextSignal();
    await over;
    expect(await ended(third)).toBe("SIGKILL");
    expect(await ended(first)).toBe("SIGKILL");
    expect(other.signalCode).toBeNull();
  });
});

it.skipIf(process.platform === "win32")(
  "an interrupt of a callback spares what is started after the child that it waited for",
  async () => {
    const first = await start("deaf");
    const over = new ChildProcesses(() => undefined).interruptLatest();
    const next = await start("hearing");
    await nextSignal();
    await nextSignal();
    await over;
    expect(await ended(first)).toBe("SIGKILL");
    expect(next.signalCode).toBeNull();
  },
);
