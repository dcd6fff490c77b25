import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { LiveKernel, plain, resultText, streamText } from "./testing/live-kernel.ts";

describe("TypeScript that a cell starts", () => {
  let kernel: LiveKernel;
  const write = (name: string, text: string) => writeFileSync(join(kernel.directory, name), text);
  const answerOf = (worker: string) => `
    import { Worker } from "node:worker_threads"
    const answer = await new Promise((resolve, reject) => {
      ${worker}.on("message", resolve).on("error", reject)
    })
    answer`;
  const run = (worker: string) => kernel.execute(answerOf(worker));
  beforeAll(async () => {
    kernel = await LiveKernel.start();
    write(
      "answer.mts",
      `import { parentPort } from "node:worker_threads"
       enum Answer { Right = 42 }
       console.log("said in the worker")
       parentPort?.postMessage(Answer.Right)`,
    );
  });
  afterAll(() => kernel?.stop());

  it("runs in a worker, and what it prints is seen", async () => {
    const exchange = await run('new Worker("./answer.mts")');
    expect(resultText(exchange)).toBe("42");
    expect(streamText(exchange)).toBe("said in the worker\n");
  });

  it("may start more of it", async () => {
    write(
      "between.ts",
      `import { parentPort, Worker } from "node:worker_threads"
       const inner: Worker = new Worker(new URL("./answer.mts", import.meta.url))
       inner.on("message", (answer: number) => parentPort?.postMessage(answer * 2))`,
    );
    expect(resultText(await run('new Worker("./between.ts")'))).toBe("84");
  });

  it("has its own lines in the errors of a worker", async () => {
    write("fails.ts", "interface Gone {\n  a: number\n}\n\nthrow new Error('in the worker')");
    const { content } = (await run('new Worker("./fails.ts")')).reply;
    expect(content.evalue).toBe("in the worker");
    expect(plain((content.traceback as string[]).join("\n"))).toMatch(
      /fails\.ts, line 5, column 7/,
    );
  });

  it("is found in the notebook's folder, wherever the process is", async () => {
    mkdirSync(join(kernel.directory, "elsewhere"));
    await kernel.execute('process.chdir("elsewhere")');
    expect(resultText(await run('new Worker("./answer.mts")'))).toBe("42");
    await kernel.execute('process.chdir("..")');
  });

  it("leaves JavaScript, code as text and the error for no file as they are", async () => {
    write("plain.cjs", 'require("worker_threads").parentPort.postMessage(process.execArgv.length)');
    expect(resultText(await run('new Worker("./plain.cjs", { execArgv: [] })'))).toBe("0");
    const code = '"require(`worker_threads`).parentPort.postMessage(1)"';
    expect(resultText(await run(`new Worker(${code}, { eval: true })`))).toBe("1");
    const { content } = (await run('new Worker("./none.ts")')).reply;
    expect(content.evalue).toMatch("none.ts");
  });

  it("runs in a forked process", async () => {
    write(
      "child.ts",
      "enum Answer { Right = 43 }\nprocess.send!(Answer.Right)\nprocess.disconnect!()",
    );
    const forked = await kernel.execute(`
      import { fork } from "node:child_process"
      await new Promise((resolve) => fork("./child.ts").on("message", resolve))`);
    expect(resultText(forked)).toBe("43");
  });
});
