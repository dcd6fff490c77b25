import { describe, expect, it } from "vitest";
import { Codec } from "./codec.ts";
import { createMessage, createReply, createSender } from "./message.ts";

const key = "a0436f6c-1916-498b-8eb9-e81ab9368e84";
const codec = new Codec({ key });
const sender = createSender();

describe("Codec", () => {
  it("gives back what it was given", () => {
    const message = createMessage(
      sender,
      "execute_request",
      { code: "'ünï 😀'" },
      {
        identities: [Buffer.from("who")],
        metadata: { a: 1 },
        buffers: [new Uint8Array([0, 255])],
      },
    );
    const decoded = codec.decode(codec.encode(message));
    expect(decoded).toEqual({ ...message, buffers: [new Uint8Array([0, 255])] });
  });

  it("sends U+FFFD for half of a surrogate pair, in names too, and leaves all else alone", () => {
    const half = "ab😀cd".slice(0, 3);
    const content = {
      [half]: [half, "\ude00\ud83d|😀"],
      escaped: "\\ud83d \\\\ud83d",
      after: `\\${half}`,
    };
    const message = createMessage(sender, "x", content, { metadata: { [half]: half } });
    const frames = codec.encode(message);
    expect(frames.map((frame) => Buffer.from(frame).toString()).join("")).not.toMatch(
      /(?<!\\)(\\\\)*\\ud/,
    );
    const decoded = codec.decode(frames);
    expect(decoded.content).toEqual({
      "ab\ufffd": ["ab\ufffd", "\ufffd\ufffd|😀"],
      escaped: "\\ud83d \\\\ud83d",
      after: "\\ab\ufffd",
    });
    expect(decoded.metadata).toEqual({ "ab\ufffd": "ab\ufffd" });
  });

  it("signs as the protocol says: HMAC-SHA256 over the four parts, in hex", () => {
    // python3: hmac.new(key.encode(), b"{}" * 4, "sha256").hexdigest()
    const parts = ["{}", "{}", "{}", "{}"].map((part) => Buffer.from(part));
    const signature = "c5725711611a71f369d996132f096424c55c73e5d7d3a69996ec21f94b2774a1";
    const frames = [Buffer.from("<IDS|MSG>"), Buffer.from(signature), ...parts];
    expect(() => codec.decode(frames)).toThrow("header.msg_id must be a text, got undefined");
  });

  it("refuses a changed part and a foreign signature before it parses anything", () => {
    const frames = codec.encode(createMessage(sender, "x", {}));
    const changed = [...frames.slice(0, 5), Buffer.from("not JSON")];
    expect(() => codec.decode(changed)).toThrow("another signature");
    const foreign = new Codec({ key: "other" }).encode(createMessage(sender, "x", {}));
    expect(() => codec.decode(foreign)).toThrow("another signature");
  });

  it("asks for no signature without a key", () => {
    const open = new Codec({ key: "" });
    const message = createMessage(sender, "x", {});
    const frames = open.encode(message);
    expect(Buffer.from(frames[1] as Uint8Array).toString()).toBe("");
    expect(open.decode(frames).header).toEqual(message.header);
  });

  it.each([
    ["no delimiter", [Buffer.from("x")], "delimiter"],
    ["too few parts", [Buffer.from("<IDS|MSG>"), Buffer.from("")], "4 parts"],
    [
      "no JSON",
      ["<IDS|MSG>", "", "{", "{}", "{}", "{}"].map((s) => Buffer.from(s)),
      "must be JSON",
    ],
    ["no object", ["<IDS|MSG>", "", "1", "{}", "{}", "{}"].map((s) => Buffer.from(s)), "got 1"],
    ["no header", ["<IDS|MSG>", "", "{}", "{}", "{}", "{}"].map((s) => Buffer.from(s)), "msg_id"],
  ])("says what is wrong: %s", (_name, frames, reason) => {
    expect(() => new Codec({ key: "" }).decode(frames)).toThrow(reason);
  });
});

describe("createReply", () => {
  it("goes back to who asked, with the question's header as parent", () => {
    const asked = createMessage(
      createSender("me"),
      "kernel_info_request",
      {},
      {
        identities: [Buffer.from("who")],
      },
    );
    const reply = createReply(sender, asked, { type: "kernel_info_reply", content: { a: 1 } });
    expect(reply.identities).toEqual([Buffer.from("who")]);
    expect(reply.parent_header).toEqual(asked.header);
    expect(reply.header).toMatchObject({ msg_type: "kernel_info_reply", session: sender.session });
    expect(reply.header.msg_id).not.toBe(asked.header.msg_id);
  });
});
