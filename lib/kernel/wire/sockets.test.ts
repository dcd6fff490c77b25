import { describe, expect, it, vi } from "vitest";
import { Dealer } from "zeromq";
import { ClientSockets } from "./client-sockets.ts";
import { channelAddress, createConnectionInfo } from "./connection-info.ts";
import { createReply, type Message } from "./message.ts";
import { ServerSockets } from "./server-sockets.ts";

/** A server that answers every request and a client that records what it hears. */
async function connect(transport: "tcp" | "ipc") {
  const info = await createConnectionInfo({ transport });
  const invalid: string[] = [];
  const server = await ServerSockets.bind(info);
  server.receive({
    message(channel, message) {
      server.publish(createReply(server.sender, message, { type: "status", content: {} }));
      server.send(channel, createReply(server.sender, message, { type: "pong", content: {} }));
    },
    invalid: (_channel, error) => invalid.push(error.message),
  });
  const waiting = new Map<string, (message: Message) => void>();
  const client = ClientSockets.connect(info, {
    message: (channel, message) => waiting.get(`${channel} ${message.header.msg_type}`)?.(message),
  });
  const next = (what: string) => new Promise<Message>((resolve) => waiting.set(what, resolve));
  await next("iopub iopub_welcome");
  const close = () => {
    client.close();
    server.close();
  };
  return { info, server, client, invalid, next, close };
}

describe.each(["tcp", "ipc"] as const)("sockets over %s", (transport) => {
  it("answer on the channel of the request and publish to everyone", async () => {
    const { client, next, close } = await connect(transport);
    for (const channel of ["shell", "control", "stdin"] as const) {
      const heard = Promise.all([next(`${channel} pong`), next("iopub status")]);
      const sent = client.send(channel, "ping", {});
      for (const message of await heard) expect(message.parent_header).toEqual(sent.header);
    }
    expect(await client.isAlive(10_000)).toBe(true);
    close();
  });
});

describe("sockets", () => {
  it("name the address that they cannot have, and free the others", async () => {
    const { info, close } = await connect("tcp");
    const other = await createConnectionInfo();
    const taken = { ...other, hb_port: info.hb_port };
    await expect(ServerSockets.bind(taken)).rejects.toThrow(
      `got "Address already in use" at ${channelAddress(info, "hb")}`,
    );
    close();
    // ZeroMQ closes its sockets in a thread of its own.
    const bind = () => ServerSockets.bind(other);
    (await vi.waitFor(bind, { timeout: 5_000 })).close();
  });

  it("drop what is not signed and go on", async () => {
    const { info, client, invalid, next, close } = await connect("tcp");
    const stranger = new Dealer({ linger: 0 });
    stranger.connect(channelAddress(info, "shell"));
    await stranger.send(["<IDS|MSG>", "0".repeat(64), "{}", "{}", "{}", "{}"]);
    await expect.poll(() => invalid).toEqual([expect.stringContaining("another signature")]);
    stranger.close();
    const heard = next("shell pong");
    client.send("shell", "ping", {});
    await heard;
    close();
  });

  it("publish 20,000 messages in one go without losing any", async () => {
    const { info, server, close } = await connect("tcp");
    const seen: unknown[] = [];
    let welcome: () => void = () => {};
    let done: () => void = () => {};
    const welcomed = new Promise<void>((resolve) => {
      welcome = resolve;
    });
    const finished = new Promise<void>((resolve) => {
      done = resolve;
    });
    const listener = ClientSockets.connect(info, {
      message(_channel, { header, content }) {
        if (header.msg_type === "iopub_welcome") welcome();
        if (header.msg_type === "stream") seen.push(content.n);
        if (header.msg_type === "end") done();
      },
    });
    await welcomed;
    const parent = {
      identities: [],
      header: {},
      parent_header: {},
      metadata: {},
      content: {},
      buffers: [],
    };
    const say = (type: string, n: number) =>
      server.publish(
        createReply(server.sender, parent as unknown as Message, { type, content: { n } }),
      );
    for (let n = 0; n < 20_000; n++) say("stream", n);
    say("end", 0);
    await finished;
    expect(seen).toEqual(Array.from({ length: 20_000 }, (_, n) => n));
    listener.close();
    close();
  });

  it("say that nobody is there", async () => {
    const info = await createConnectionInfo();
    const client = ClientSockets.connect(info, { message: () => {} });
    expect(await client.isAlive(50)).toBe(false);
    client.close();
  });
});
