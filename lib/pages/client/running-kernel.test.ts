import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { KernelDiedError, type KernelMessage, startKernel } from "./index.ts";
import { fakeKernel, isRunning } from "./testing/kernels.ts";
import { rejection } from "./testing/rejection.ts";

let directory = "";
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "client-"));
});
afterEach(() => rmSync(directory, { recursive: true }));

describe("a running kernel", () => {
  test("hands over all messages of an execution before it resolves", async () => {
    await using kernel = await startKernel(fakeKernel());
    const messages: KernelMessage[] = [];
    const onMessage = (message: KernelMessage) => void messages.push(message);
    expect(await kernel.execute("late output", { onMessage })).toEqual({ status: "ok" });
    expect(messages.map(({ channel, header }) => `${channel} ${header.msg_type}`).sort()).toEqual([
      "iopub status",
      "iopub status",
      "iopub stream",
      "shell execute_reply",
    ]);
  });

  test("keeps the messages of executions apart", async () => {
    await using kernel = await startKernel(fakeKernel());
    const heard: unknown[][] = [[], []];
    const heardByAll: unknown[] = [];
    const stop = kernel.subscribe(({ content }) => content.text && heardByAll.push(content.text));
    await Promise.all(
      heard.map((texts, index) =>
        kernel.execute(`print ${index}`, {
          onMessage: ({ content }) => content.text && texts.push(content.text),
        }),
      ),
    );
    stop();
    await kernel.execute("print 2");
    expect(heard).toEqual([["0"], ["1"]]);
    expect(heardByAll).toEqual(["0", "1"]);
  });

  test("sends what the options say", async () => {
    await using kernel = await startKernel(fakeKernel());
    expect(await kernel.execute("request")).toMatchObject({
      request: {
        code: "request",
        silent: false,
        store_history: true,
        user_expressions: {},
        allow_stdin: false,
        stop_on_error: true,
      },
    });
    const options = { silent: true, stopOnError: false, userExpressions: { a: "1" } };
    expect(await kernel.execute("request", { ...options, stdin: () => "" })).toMatchObject({
      request: {
        silent: true,
        store_history: false,
        user_expressions: { a: "1" },
        allow_stdin: true,
        stop_on_error: false,
      },
    });
  });

  test("answers a failing and an aborted cell with a reply, not an exception", async () => {
    await using kernel = await startKernel(fakeKernel());
    expect(await kernel.execute("error bad")).toMatchObject({ status: "error", evalue: "bad" });
    expect(await kernel.execute("abort")).toMatchObject({ status: "aborted" });
  });

  test("asks for input, and rejects the cell if nobody can answer", async () => {
    await using kernel = await startKernel(fakeKernel());
    const texts: unknown[] = [];
    const asked: unknown[] = [];
    const onMessage = ({ content }: KernelMessage) => content.text && texts.push(content.text);
    const stdin = async (prompt: string, { password }: { password: boolean }) => {
      asked.push([prompt, password]);
      return "an answer";
    };
    await kernel.execute("ask name", { onMessage, stdin });
    await kernel.execute("ask secret", { onMessage, stdin });
    expect(asked).toEqual([
      ["name", false],
      ["secret", true],
    ]);
    expect(texts).toEqual(["an answer", "an answer"]);
    const fault = new Error("no answer");
    expect(
      await rejection(
        kernel.execute("ask name", {
          stdin: () => {
            throw fault;
          },
        }),
      ),
    ).toBe(fault);
  });

  test("rejects the cell whose listener throws, and goes on", async () => {
    await using kernel = await startKernel(fakeKernel());
    const fault = new Error("a fault");
    const onMessage = () => {
      throw fault;
    };
    expect(await rejection(kernel.execute("print 1", { onMessage }))).toBe(fault);
    expect(await kernel.execute("print 2")).toMatchObject({ status: "ok" });
  });

  test("answers any request, on the channel asked for", async () => {
    await using kernel = await startKernel(fakeKernel());
    const ask = (channel: "shell" | "control") =>
      kernel.request("kernel_info_request", {}, { channel });
    expect((await ask("shell")).content).toMatchObject({ channel: "shell" });
    expect((await ask("shell")).header.msg_type).toBe("kernel_info_reply");
  });

  test.each(["signal", "message"] as const)("is interrupted by %s", async (interrupt_mode) => {
    await using kernel = await startKernel({ ...fakeKernel(), interrupt_mode });
    const reply = await kernel.execute("hang", {
      onMessage: ({ content }) => {
        if (content.text === "hangs") void kernel.interrupt();
      },
    });
    const by = interrupt_mode === "signal" ? "by SIGINT" : "by message";
    expect(reply).toMatchObject({ status: "error", ename: "Interrupted", evalue: by });
  });
});

describe("the end of a kernel", () => {
  test("is noticed at once, with its last words", async () => {
    await using kernel = await startKernel(fakeKernel());
    const waiting = rejection(kernel.request("hang_request", {}));
    const error = await rejection(kernel.execute("exit 7"));
    expect(error).toBeInstanceOf(KernelDiedError);
    expect(error).toMatchObject({
      message: "Fake: must stay alive, got exit code 7; the last it wrote:\nlast words",
    });
    expect(await waiting).toBe(error);
    expect(await rejection(kernel.execute("print 1"))).toBe(error);
    await kernel.ended;
  });

  test("comes with shutdown, which rejects what still runs", async () => {
    const kernel = await startKernel(fakeKernel());
    const running = rejection(kernel.execute("hang"));
    await Promise.all([kernel.shutdown(), kernel.shutdown()]);
    expect(await running).toMatchObject({
      name: "KernelDiedError",
      message: "Fake: was shut down",
    });
    expect(isRunning(kernel.pid)).toBe(false);
    await kernel.ended;
  });

  test("comes with an abort, also for a kernel that does not listen", async () => {
    const controller = new AbortController();
    const kernel = await startKernel(fakeKernel("stubborn"), controller);
    const running = rejection(kernel.execute("hang"));
    const reason = new Error("stop");
    controller.abort(reason);
    expect(await running).toBe(reason);
    await kernel.shutdown();
    expect(isRunning(kernel.pid)).toBe(false);
  });

  test("leaves no listener behind", async () => {
    const before = process.listenerCount("SIGINT");
    const kernel = await startKernel(fakeKernel());
    expect(process.listenerCount("SIGINT")).toBe(before + 1);
    await kernel.shutdown();
    expect(process.listenerCount("SIGINT")).toBe(before);
  });
});
