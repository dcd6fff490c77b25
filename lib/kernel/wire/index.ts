/**
 * Jupyter's messages, their signatures, connection files and sockets.
 *
 * @module
 */
export type { ClientHandlers } from "./client-sockets.ts";
export { ClientSockets } from "./client-sockets.ts";
export { Codec, WireError } from "./codec.ts";
export type { Channel, ConnectionInfo } from "./connection-info.ts";
export {
  CHANNELS,
  ConnectionFileError,
  channelAddress,
  createConnectionInfo,
  readConnectionFile,
  removeSocketFiles,
  writeConnectionFile,
} from "./connection-info.ts";
export type { Header, Json, Message, MessageParts, Sender } from "./message.ts";
export { createMessage, createReply, createSender, PROTOCOL_VERSION } from "./message.ts";
export type { ServerHandlers } from "./server-sockets.ts";
export { ServerSockets } from "./server-sockets.ts";
