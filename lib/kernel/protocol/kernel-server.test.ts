import { describe, expect, it, onTestFinished, vi } from "vitest";
import { createMessage, createSender, type Json, type Message } from "../wire/index.ts";
import type { ExecuteOutcome, Interpreter, Publisher } from "./interpreter.ts";
import { KernelServer } from "./kernel-server.ts";

const client = createSender("me");

/** A server over an interpreter that knows a few words, and everything that it sends. */
function serve(
  execute: (code: string, publisher: Publisher) => ExecuteOutcome | Promise<ExecuteOutcome>,
  prepare = () => {},
  interrupt = async () => {},
) {
  const sent: { channel: string; message: Message }[] = [];
  const interpreter: Interpreter = {
    prepare({ code }) {
      prepare();
      return { run: async (publisher) => execute(code, publisher) };
    },
    complete: async () => ({
      start: 3,
      end: 5,
      items: [{ text: "xyz", start: 3, end: 5, type: "function", signature: "" }],
    }),
    inspect: async () => undefined,
    isComplete: () => ({ status: "incomplete", indent: "  " }),
    comm: async () => {},
    interrupt,
    dispose: async () => {},
  };
  const shutdowns: boolean[] = [];
  const server = new KernelServer({
    interpreter,
    transport: {
      sender: createSender(),
      send: (channel, message) => sent.push({ channel, message }),
      publish: (message) => sent.push({ channel: "iopub", message }),
    },
    shutdown: (restart) => shutdowns.push(restart),
  });
  const ask = (type: string, content: Json, sentAt?: number): Message => {
    const message = createMessage(client, type, content, { identities: [Buffer.from("me")] });
    if (sentAt !== undefined) message.header.date = new Date(sentAt).toISOString();
    server.receive("shell", message);
    return message;
  };
  const replyTo = async (request: Message) => {
    const mine = () =>
      sent.find(
        ({ channel, message }) =>
          channel === "shell" && message.parent_header.msg_id === request.header.msg_id,
      );
    await expect.poll(mine).toBeDefined();
    return (mine() as { message: Message }).message;
  };
  return { ask, replyTo, sent, server, shutdowns };
}

const ok = { status: "ok", expressions: {} } as const;
const failed: ExecuteOutcome = {
  status: "error",
  error: { ename: "E", evalue: "v", traceback: ["t"] },
};

describe("KernelServer", () => {
  it("says its state to whoever has just subscribed", async () => {
    let end = () => {};
    const running = new Promise<void>((resolve) => {
      end = resolve;
    });
    const { ask, replyTo, sent, server } = serve(() => running.then(() => ok));
    const state = () => {
      server.announce();
      return sent.at(-1)?.message.content.execution_state;
    };
    expect(state()).toBe("idle");
    const request = ask("execute_request", { code: "wait" });
    expect(state()).toBe("busy");
    end();
    await replyTo(request);
    await expect.poll(state).toBe("idle");
  });

  it("says idle last, however close an interrupt is answered to the end of its cell", async () => {
    for (let turns = 0; turns < 20; turns++) {
      let end = (_: ExecuteOutcome) => {};
      const running = new Promise<ExecuteOutcome>((resolve) => {
        end = resolve;
      });
      const interrupt = async () => {
        end(failed);
        for (let turn = 0; turn < turns; turn++) await undefined;
      };
      const { ask, replyTo, sent } = serve(() => running, undefined, interrupt);
      const cell = ask("execute_request", { code: "await new Promise(() => {})" });
      await expect.poll(() => sent.length).toBeGreaterThan(1);
      const interruption = ask("interrupt_request", {});
      await Promise.all([replyTo(cell), replyTo(interruption)]);
      const states = sent
        .filter(({ message }) => message.header.msg_type === "status")
        .map(({ message }) => message.content.execution_state);
      expect(states.at(-1), `after ${turns} turns`).toBe("idle");
    }
  });

  it("routes a reply to who asked, between busy and idle", async () => {
    const { ask, replyTo, sent } = serve(() => ok);
    const request = ask("kernel_info_request", {});
    const reply = await replyTo(request);
    expect(reply.identities).toEqual([Buffer.from("me")]);
    expect(reply.content).toMatchObject({ status: "ok", protocol_version: "5.4" });
    expect(
      sent.map(({ message }) => message.content.execution_state ?? message.header.msg_type),
    ).toEqual(["busy", "kernel_info_reply", "idle"]);
  });

  it("has a cell prepared before it says that it runs, and run after that", async () => {
    let saidAtFirst: number | undefined;
    const { ask, replyTo, sent } = serve(
      (_code, publisher) => {
        publisher.stream("stdout", "out");
        return ok;
      },
      () => {
        saidAtFirst = sent.length;
      },
    );
    await replyTo(ask("execute_request", { code: "x" }));
    expect(saidAtFirst).toBe(0);
    const types = sent.map(({ message }) => message.header.msg_type);
    expect(types).toEqual(["status", "execute_input", "stream", "execute_reply", "status"]);
  });

  it("aborts a cell that was sent before another failed, and arrives after that", async () => {
    // The clock goes on only when a reply is waited for, whatever the machine does.
    vi.useFakeTimers({ toFake: ["Date"] });
    onTestFinished(() => {
      vi.useRealTimers();
    });
    const { ask, replyTo } = serve((code) => (code === "bad" ? failed : ok));
    const before = Date.now() - 10;
    await replyTo(ask("execute_request", { code: "bad" }));
    const status = async (sentAt: number) =>
      (await replyTo(ask("execute_request", { code: "x" }, sentAt))).content.status;
    expect(await status(before)).toBe("aborted");
    expect(await status(Date.now())).toBe("ok");
  });

  it("counts cells, but not those that are silent or not to be stored", async () => {
    const { ask, replyTo } = serve(() => ok);
    const counts: unknown[] = [];
    for (const more of [{}, { silent: true }, { store_history: false }, {}]) {
      counts.push(
        (await replyTo(ask("execute_request", { code: "x", ...more }))).content.execution_count,
      );
    }
    expect(counts).toEqual([1, 1, 1, 2]);
  });

  it("aborts what waits behind an error, and only that", async () => {
    const { ask, replyTo } = serve((code) => (code === "bad" ? failed : ok));
    const [first, second] = ["bad", "good"].map((code) => ask("execute_request", { code }));
    expect((await replyTo(first as Message)).content.status).toBe("error");
    expect((await replyTo(second as Message)).content.status).toBe("aborted");
    expect((await replyTo(ask("execute_request", { code: "good" }))).content.status).toBe("ok");
  });

  it("answers a request without code and runs what is behind it", async () => {
    const { ask, replyTo } = serve(() => ok);
    const [first, second] = [{}, { code: "good" }].map((content) =>
      ask("execute_request", content),
    );
    expect((await replyTo(first as Message)).content).toMatchObject({
      status: "error",
      ename: "BadRequest",
    });
    expect((await replyTo(second as Message)).content.status).toBe("ok");
  });

  it("publishes an interpreter's own failure as an error", async () => {
    const { ask, replyTo, sent } = serve(() => {
      throw new Error("broken");
    });
    const reply = await replyTo(ask("execute_request", { code: "x" }));
    expect(reply.content).toMatchObject({
      status: "error",
      ename: "KernelError",
      evalue: "broken",
    });
    expect(sent.some(({ message }) => message.header.msg_type === "error")).toBe(true);
  });

  it("speaks of code points", async () => {
    const { ask, replyTo } = serve(() => ok);
    const reply = await replyTo(ask("complete_request", { code: "😀.xy", cursor_pos: 4 }));
    expect(reply.content).toMatchObject({ matches: ["xyz"], cursor_start: 2, cursor_end: 4 });
    expect(reply.content.metadata).toEqual({
      _jupyter_types_experimental: [
        { text: "xyz", start: 2, end: 4, type: "function", signature: "" },
      ],
    });
  });

  it("gives output that comes after the end its own parent", async () => {
    let late: Publisher | undefined;
    const { ask, replyTo, sent } = serve((_code, publisher) => {
      late ??= publisher;
      return ok;
    });
    const first = ask("execute_request", { code: "first" });
    await replyTo(first);
    await replyTo(ask("execute_request", { code: "second" }));
    late?.stream("stdout", "late");
    expect(sent.at(-1)?.message.parent_header).toEqual(first.header);
  });

  it("refuses input to a frontend that has none", async () => {
    let answer: unknown;
    const { ask, replyTo } = serve(async (_code, publisher) => {
      answer = await publisher.input({ prompt: "?", password: false });
      return ok;
    });
    await replyTo(ask("execute_request", { code: "x", allow_stdin: false }));
    expect(answer).toEqual({ refused: "prompt: this frontend does not take input" });
  });

  it("answers a shutdown before it happens", async () => {
    const { ask, replyTo, shutdowns } = serve(() => ok);
    const reply = await replyTo(ask("shutdown_request", { restart: true }));
    expect(reply.content).toEqual({ status: "ok", restart: true });
    expect(shutdowns).toEqual([true]);
  });
});
