import { afterAll, beforeAll, expect, it } from "vitest";
import { LiveKernel, resultText, streamText } from "./testing/live-kernel.ts";

let kernel: LiveKernel;
beforeAll(async () => {
  kernel = await LiveKernel.start();
  await kernel.execute("1");
});
afterAll(() => kernel?.stop());

const nested = (open: string, close: string, depth: number): string =>
  `${open.repeat(depth)}1${close.repeat(depth)}`;

it("a cell of deep arrays is interrupted while its types are checked", async () => {
  const { exchange, header } = kernel.start(`${nested("[", "]", 1_500)};\n`.repeat(10));
  await kernel.until((message) => message.parent_header.msg_id === header.msg_id);
  const began = performance.now();
  await kernel.request("control", "interrupt_request", {});
  const { status, ename } = (await exchange).reply.content;
  // The check goes on until the kernel gives it up, after half a minute.
  expect(performance.now() - began).toBeLessThan(20_000);
  expect([status, ename]).toEqual(["error", "Interrupted"]);
  const after = await kernel.execute("const n: number = 1; n");
  expect([resultText(after), streamText(after, "stderr")]).toEqual(["1", ""]);
});

it("a cell that is nested too deeply says so at once, and the next is checked", async () => {
  const { reply } = await kernel.execute(nested("[", "]", 10_000));
  expect(reply.content).toMatchObject({
    ename: "SyntaxError",
    evalue: "The cell is nested too deeply",
  });
  const wrong = await kernel.execute("const text: string = 1");
  expect(wrong.reply.content.status).toBe("error");
  expect(streamText(wrong, "stderr")).toBe("");
});
