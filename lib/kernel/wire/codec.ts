import { createHmac, timingSafeEqual } from "node:crypto";
import type { Header, Json, Message } from "./message.ts";

const DELIMITER = Buffer.from("<IDS|MSG>");
const HEADER_FIELDS = ["msg_id", "msg_type", "session"] as const;

/** A multipart message that is not a Jupyter message, or not one that we can trust. */
export class WireError extends Error {
  override name = "WireError";
}

/** Turns messages into signed frames and back. */
export class Codec {
  readonly #key: string;

  /** An empty key means that messages are not signed and that no signature is asked for. */
  constructor({ key }: { key: string }) {
    this.#key = key;
  }

  /** The frames of a message: identities, delimiter, signature, four JSON parts, buffers. */
  encode(message: Message): Uint8Array[] {
    const parts = [message.header, message.parent_header, message.metadata, message.content].map(
      (part) => Buffer.from(wellFormed(JSON.stringify(part))),
    );
    const signature = Buffer.from(this.#sign(parts));
    return [...message.identities, DELIMITER, signature, ...parts, ...message.buffers];
  }

  /**
   * The message of the given frames; nothing is parsed before the signature holds.
   * Throws a WireError that says what is wrong.
   */
  decode(frames: readonly Uint8Array[]): Message {
    const at = frames.findIndex((frame) => DELIMITER.equals(frame));
    if (at === -1) throw new WireError("message: must hold the delimiter <IDS|MSG>, got none");
    const [signature, ...parts] = frames.slice(at + 1, at + 6);
    if (signature === undefined || parts.length < 4) {
      throw new WireError(`message: must have 4 parts and a signature, got ${parts.length} parts`);
    }
    this.#verify(signature, parts);
    const [header, parent, metadata, content] = parts.map(parse) as [Json, Json, Json, Json];
    return {
      identities: frames.slice(0, at),
      header: headerOf(header),
      parent_header: parent as Message["parent_header"],
      metadata,
      content,
      buffers: frames.slice(at + 6),
    };
  }

  #sign(parts: readonly Uint8Array[]): string {
    if (this.#key === "") return "";
    const hmac = createHmac("sha256", this.#key);
    for (const part of parts) hmac.update(part);
    return hmac.digest("hex");
  }

  #verify(signature: Uint8Array, parts: readonly Uint8Array[]): void {
    const expected = Buffer.from(this.#sign(parts));
    if (expected.length === 0) return;
    if (signature.length !== expected.length || !timingSafeEqual(signature, expected)) {
      throw new WireError(
        "message: must be signed with the connection's key, got another signature",
      );
    }
  }
}

/**
 * The JSON with U+FFFD in place of each half of a surrogate pair that stands alone, also in the names
 * of properties. `JSON.stringify` escapes those and nothing else so; Python reads such an escape into
 * a text that it cannot write, and leaves the file of the notebook empty.
 */
function wellFormed(json: string): string {
  if (!json.includes("\\ud")) return json;
  // An escaped backslash is taken first: what follows it is text.
  return json.replace(/\\\\|\\ud[89a-f][\da-f]{2}/g, (match) =>
    match === "\\\\" ? match : "\ufffd",
  );
}

function parse(part: Uint8Array): Json {
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(part.buffer, part.byteOffset, part.byteLength).toString());
  } catch (cause) {
    throw new WireError("message: each part must be JSON", { cause });
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new WireError(`message: each part must be a JSON object, got ${JSON.stringify(value)}`);
  }
  return value as Json;
}

function headerOf(header: Json): Header {
  for (const field of HEADER_FIELDS) {
    if (typeof header[field] !== "string") {
      throw new WireError(`message: header.${field} must be a text, got ${typeof header[field]}`);
    }
  }
  return header as unknown as Header;
}
