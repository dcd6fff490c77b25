import { spawnSync } from "node:child_process";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { LiveKernel, plain, resultText, streamText } from "./testing/live-kernel.ts";

let kernel: LiveKernel;
beforeAll(async () => {
  kernel = await LiveKernel.start();
});
afterAll(() => kernel.stop());

const run = async (code: string) => {
  const exchange = await kernel.execute(code);
  const { status, evalue, traceback = [] } = exchange.reply.content as Record<string, unknown>;
  return {
    status,
    evalue,
    traceback: plain((traceback as string[]).join("\n")),
    stdout: streamText(exchange),
    stderr: streamText(exchange, "stderr"),
    result: resultText(exchange),
  };
};

/** A command of this run of the file: others may run it as well. */
const SLEEP = `sleep ${100_000 + process.pid}`;

const running = (pattern: string) =>
  Number(spawnSync("pgrep", ["-fc", `^${pattern}`], { encoding: "utf8" }).stdout);

describe.skipIf(process.platform === "win32")("a line that begins with !", () => {
  test("runs where and with what the cell runs, in its place among the others", async () => {
    const cell =
      "process.env.OWL = 'hoots'\n!echo $OWL; pwd\nconst after = 5\n!echo $((2 + 3))\nafter";
    expect(await run(cell)).toMatchObject({
      status: "ok",
      stdout: `hoots\n${kernel.directory}\n5\n`,
      stderr: "",
      result: "5",
    });
  });

  test("keeps the order of what is printed on both of its streams", async () => {
    const { stdout } = await run("!for i in 1 2 3 4 5 6 7 8 9; do echo $i; echo -$i >&2; done");
    expect(stdout).toBe([1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => `${n}\n-${n}\n`).join(""));
  });

  test.each([
    ["!exit 3", "The command ended with exit code 3.\n"],
    ["!kill -KILL $$", "The command was ended by SIGKILL.\n"],
    [
      "!cd /tmp",
      'Each ! line has a shell of its own: process.chdir("/tmp") changes the notebook\'s folder.\n',
    ],
    [
      "!export A=1",
      "Each ! line has a shell of its own: process.env.NAME = … sets a variable for all.\n",
    ],
  ])("says of %s what there is to say, and goes on", async (line, stderr) => {
    expect(await run(`${line}\n'on'`)).toMatchObject({ status: "ok", stderr, result: "'on'" });
  });

  test("says of a name that is not there what it was taken for", async () => {
    const hint = "is for the shell, unless the name of a variable follows.";
    expect((await run("!owls && true")).stderr).toContain(hint);
    expect((await run("!owls --all")).stderr).not.toContain(hint);
  });

  test("waits for the command, and not for what it leaves in the background", async () => {
    expect(await run(`!(sleep 0.2; echo late) ; ${SLEEP} & echo there`)).toMatchObject({
      status: "ok",
      stdout: "late\nthere\n",
    });
    expect(await run(`!pkill -f '^${SLEEP}'`)).toMatchObject({ status: "ok" });
  });

  test("ends with all that it has started when the cell is interrupted, even if it refuses", async () => {
    const inner = `trap '' INT; echo ready; while ${SLEEP}; do :; done`;
    const cell = kernel.start(`!sh -c "${inner}"; echo more\nconsole.log('further')`);
    await kernel.printed("ready");
    await kernel.request("control", "interrupt_request", {});
    const { reply, outputs } = await cell.exchange;
    expect(reply.content.ename).toBe("Interrupted");
    expect(await run("40 + 2")).toMatchObject({ result: "42" });
    await expect.poll(() => running(SLEEP)).toBe(0);
    await expect.poll(() => running(`sh -c trap .*${SLEEP}`)).toBe(0);
    const later = [...outputs, ...kernel.published].map(({ content }) => String(content.text));
    expect(later.join("")).not.toMatch(/more|further/);
  });

  test("is no faster than can be borne, and ends at once, when it prints without end", async () => {
    const cell = kernel.start("!yes");
    await kernel.printed("y\n");
    await kernel.request("control", "interrupt_request", {});
    const { reply, outputs } = await cell.exchange;
    expect(reply.content.ename).toBe("Interrupted");
    const sizes = outputs.map(({ content }) => String(content.text ?? "").length);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(200e6);
    expect(await run("!seq 1 300000 | tail -1")).toMatchObject({ stdout: "300000\n" });
    expect((await run("!seq 1 300000")).stdout).toHaveLength(1988895);
  });

  test("keeps the places of type errors and of thrown errors", async () => {
    const typed = await run("!echo a \\\n  b\nconst n: number = 'x'");
    expect(typed.traceback).toContain("> 3 | const n: number = 'x'");
    expect(typed.stdout).toBe("");
    const thrown = await run("!echo a \\\n  b\n;(() => { throw new Error('c') })()");
    expect(thrown.traceback).toMatch(
      /2 \| {3}b\n> 3 \| .*\n.*\n {4}at Cell \[\d+\], line 3, column 17/,
    );
  });

  test("is no expression of a frontend's", async () => {
    const { reply } = await kernel.execute("1", { user_expressions: { a: "!ls" } });
    expect(reply.content.user_expressions).toMatchObject({ a: { status: "error" } });
  });

  test("is left alone by completion and inspection", async () => {
    const code = "!npm install x\nconst word = 'a'\nword.toUpp";
    const ask = async (type: string, cursor_pos: number) =>
      (await kernel.request("shell", type, { code, cursor_pos })).reply.content;
    expect(await ask("complete_request", code.length)).toMatchObject({ matches: ["toUpperCase"] });
    expect(await ask("complete_request", 9)).toMatchObject({ matches: [] });
    expect(await ask("inspect_request", 9)).toMatchObject({ found: false });
    expect(await ask("inspect_request", code.indexOf("word") + 1)).toMatchObject({ found: true });
  });

  test("gives no value: how to get one is said", async () => {
    const { traceback } = await run("const files = !ls");
    expect(traceback).toContain("Cannot find name 'ls'");
    expect(traceback).toContain('execSync("ls", { encoding: "utf8" })');
  });
});
