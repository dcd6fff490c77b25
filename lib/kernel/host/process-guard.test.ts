import { describe, expect, it } from "vitest";
import { LiveKernel, resultText } from "../testing/live-kernel.ts";

describe("a kernel whose cell removes the process's listeners", () => {
  it.each([
    ["all of them", "process.removeAllListeners()"],
    [
      "all of them, by the emitter's own method",
      "(require('node:events') as typeof import('node:events')).prototype.removeAllListeners.call(process)",
    ],
    [
      "those of each event",
      "for (const name of process.eventNames()) process.removeAllListeners(name as 'exit')",
    ],
    [
      "one by one",
      `for (const name of process.eventNames() as "exit"[]) {
        for (const listener of process.rawListeners(name)) process.off(name, listener as () => void)
      }`,
    ],
  ])("survives stray throws, rejections and Ctrl-C: %s", async (_name, removal) => {
    const kernel = await LiveKernel.start();
    await kernel.execute("var kept = 3");
    expect((await kernel.execute(removal)).reply.content.status).toBe("ok");
    for (const stray of [
      "setTimeout(() => { throw new Error('stray') }, 0)",
      "void Promise.reject(new Error('stray'))",
    ]) {
      const reported = kernel.until(
        ({ header, content }) => header.msg_type === "error" && content.evalue === "stray",
      );
      await kernel.execute(stray);
      await reported;
    }
    kernel.child.kill("SIGINT");
    // Until it has been heard.
    await kernel.execute("0");
    const waiting = kernel.start("console.log('go'); await new Promise(() => {})");
    await kernel.printed("go");
    kernel.child.kill("SIGINT");
    expect((await waiting.exchange).reply.content.ename).toBe("Interrupted");
    expect(resultText(await kernel.execute("kept"))).toBe("3");
    await kernel.stop();
  });

  it("removes the cell's own, and hears signals afterwards", async () => {
    const kernel = await LiveKernel.start();
    await kernel.execute(`const heard: string[] = []
      process.on("exit", () => {}).removeAllListeners()`);
    expect(resultText(await kernel.execute("process.listenerCount('exit')"))).toBe("0");
    const listening = `const listener = () => void heard.push("on")
      process.on("SIGUSR2", listener).once("SIGUSR2", () => void heard.push("once"))
      process.kill(process.pid, "SIGUSR2")
      while (heard.length < 2) await new Promise(setImmediate)
      process.removeListener("SIGUSR2", listener)
      heard.join() + process.listenerCount("SIGUSR2")`;
    expect(resultText(await kernel.execute(listening))).toBe("'on,once0'");
    await kernel.stop();
  });
});

describe("a kernel whose cell handles uncaught errors", () => {
  it.each([
    ["a throw", "uncaughtException", "setTimeout(() => { throw new Error('late') }, 1)"],
    ["a rejection", "unhandledRejection", "void Promise.reject(new Error('late'))"],
    ["a rejection as a throw", "uncaughtException", "void Promise.reject(new Error('late'))"],
  ])("leaves %s to the listener, until it is gone", async (_, event, stray) => {
    const kernel = await LiveKernel.start();
    const wait = "await new Promise((done) => setTimeout(done, 50))";
    await kernel.execute(`const listener = (error: Error) => console.log("mine:", error.message)
      process.prependListener("${event}" as "exit", listener as never)`);
    const { outputs } = await kernel.execute(`${stray}; ${wait}`);
    const said = outputs.filter(({ header }) => /^(stream|error)$/.test(header.msg_type));
    expect(said.map(({ content }) => content.text)).toEqual(["mine: late\n"]);
    await kernel.execute(`process.off("${event}", listener as never)`);
    const after = await kernel.execute(`${stray}; ${wait}`);
    const errors = after.outputs.filter(({ header }) => header.msg_type === "error");
    expect(errors.map(({ content }) => content.evalue)).toEqual(["late"]);
    await kernel.stop();
  });

  it.each(["uncaughtException", "uncaughtExceptionMonitor"])(
    "survives a listener of %s that throws",
    async (name) => {
      const kernel = await LiveKernel.start();
      await kernel.execute(`process.on("${name}", () => { throw new Error("worse") })`);
      const [bad, worse] = ["bad", "worse"].map((message) =>
        kernel.until(({ content }) => content.evalue === message),
      );
      await kernel.execute("setTimeout(() => { throw new Error('bad') }, 0)");
      await Promise.all([bad, worse]);
      expect(resultText(await kernel.execute("'alive'"))).toBe("'alive'");
      await kernel.stop();
    },
  );
});
