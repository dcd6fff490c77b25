import { randomUUID } from "node:crypto";

/** The version of the Jupyter messaging protocol that is spoken here. */
export const PROTOCOL_VERSION = "5.4";

/** The header of a Jupyter message; `date` is an ISO 8601 text. */
export interface Header {
  msg_id: string;
  session: string;
  username: string;
  date: string;
  msg_type: string;
  version: string;
  /** The subshell that a request is meant for (JEP 91); absent or null is the main one. */
  subshell_id?: string | null;
}

/** A JSON object. */
export type Json = Record<string, unknown>;

/** A Jupyter message, decoded. */
export interface Message {
  /** Routing frames before the delimiter: who asked on a router, the topic on iopub. */
  identities: Uint8Array[];
  header: Header;
  /** The header of the message that this one answers, `{}` if there is none. */
  parent_header: Header | Record<string, never>;
  metadata: Json;
  content: Json;
  buffers: Uint8Array[];
}

/** What may be given along when a message is made; each part is empty by default. */
export interface MessageParts {
  identities?: Uint8Array[];
  metadata?: Json;
  buffers?: Uint8Array[];
  parent?: Header | Record<string, never>;
}

/** Who signs as the sender of messages: one per connection. */
export interface Sender {
  session: string;
  username: string;
}

/** Makes the sender of a new session. */
export function createSender(username = "kernel"): Sender {
  return { session: randomUUID(), username };
}

/** Makes a message of the given type with a fresh id and the present time. */
export function createMessage(
  sender: Sender,
  type: string,
  content: Json,
  { identities = [], metadata = {}, buffers = [], parent = {} }: MessageParts = {},
): Message {
  const header = {
    msg_id: randomUUID(),
    session: sender.session,
    username: sender.username,
    date: new Date().toISOString(),
    msg_type: type,
    version: PROTOCOL_VERSION,
  };
  return { identities, header, parent_header: parent, metadata, content, buffers };
}

/** Makes the reply to `parent`: routed back to who asked, with the asker's header as parent. */
export function createReply(
  sender: Sender,
  parent: Message,
  {
    type,
    content,
    metadata = {},
    buffers = [],
  }: {
    type: string;
    content: Json;
    metadata?: Json;
    buffers?: Uint8Array[];
  },
): Message {
  const { identities, header } = parent;
  return createMessage(sender, type, content, { identities, metadata, buffers, parent: header });
}
