import { describe, expect, test } from "vitest";
import { type KernelMessage, startKernel } from "./index.ts";
import { ipykernel, stockTslab } from "./testing/kernels.ts";

const streamText = (messages: KernelMessage[]) =>
  messages
    .filter(({ header }) => header.msg_type === "stream")
    .map(({ content }) => content.text)
    .join("");

describe("the stock tslab kernel", () => {
  test("is heard from its first cell on, and interrupted", async () => {
    await using kernel = await startKernel(stockTslab());
    expect(kernel.info).toMatchObject({ implementation: "tslab" });
    const messages: KernelMessage[] = [];
    const onMessage = (message: KernelMessage) => void messages.push(message);
    const first = await kernel.execute('console.log("a"); 1 + 1', { onMessage });
    expect(first).toMatchObject({ status: "ok", execution_count: 1 });
    expect(streamText(messages)).toBe("a\n2\n");
    // By a timer, since tslab takes no interrupt before it awaits.
    const waits = 'setTimeout(() => console.log("waits")); await new Promise(() => {})';
    const interrupted = await kernel.execute(waits, {
      onMessage: ({ content }) => {
        if (content.text === "waits\n") void kernel.interrupt();
      },
    });
    expect(interrupted).toMatchObject({ status: "error", execution_count: 2 });
  });
});

const python = ipykernel();
describe.skipIf(!python)("ipykernel", () => {
  test("prints, answers, asks and fails", async () => {
    await using kernel = await startKernel(python ?? stockTslab());
    expect(kernel.info).toMatchObject({ implementation: "ipython" });
    const messages: KernelMessage[] = [];
    const onMessage = (message: KernelMessage) => void messages.push(message);
    const options = { onMessage, stdin: (prompt: string) => prompt.toUpperCase() };
    expect(await kernel.execute("print(input('a'))\n1/0", options)).toMatchObject({
      status: "error",
      ename: "ZeroDivisionError",
    });
    expect(streamText(messages)).toBe("A\n");
    expect(messages.map(({ header }) => header.msg_type)).toContain("error");
  });

  test("is interrupted in a loop", async () => {
    await using kernel = await startKernel(python ?? stockTslab());
    const reply = await kernel.execute("print('loops', flush=True)\nwhile True: pass", {
      onMessage: ({ content }) => {
        if (content.text === "loops\n") void kernel.interrupt();
      },
    });
    expect(reply).toMatchObject({ status: "error", ename: "KeyboardInterrupt" });
  });
});
