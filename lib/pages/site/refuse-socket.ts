import { type IncomingMessage, maxHeaderSize, STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";

const METHODS = "The method must be GET or HEAD";

/** What Node says of a socket that it gave up; the packet is the last that came. */
type ClientError = Error & { code?: string; rawPacket?: Buffer };

/** Refuses to be a proxy: CONNECT asks for a socket to elsewhere, not for a page. */
export function refuseConnect(request: IncomingMessage, socket: Duplex): void {
  refuse(socket, 405, `${METHODS}, got ${request.method}.`);
}

/** Answers what Node's parser refuses, and what comes too slowly. */
export function refuseClient(error: ClientError, socket: Duplex): void {
  refuse(socket, ...answerTo(error));
}

function answerTo({ code, rawPacket }: ClientError): [status: number, sentence: string] {
  const packet = rawPacket?.toString("latin1") ?? "";
  if (code === "ERR_HTTP_REQUEST_TIMEOUT")
    return [408, "A request must come in time, and did not."];
  if (code === "HPE_HEADER_OVERFLOW") {
    const line = packet.indexOf("\n");
    return line === -1 || line > maxHeaderSize
      ? [414, `The address must be at most ${maxHeaderSize} bytes long.`]
      : [431, `The lines of a request must be at most ${maxHeaderSize} bytes together.`];
  }
  // A method that the parser does not know, in a request that is one.
  const [, method] = /^(\S+) \S+ HTTP\/1\.[01]\r?\n/.exec(packet) ?? [];
  if (code === "HPE_INVALID_METHOD" && method !== undefined) {
    return [405, `${METHODS}, got ${method}.`];
  }
  return [400, "This must be a request of HTTP/1.1, and is none."];
}

function refuse(socket: Duplex, status: number, sentence: string): void {
  // It may have gone away, or be in the middle of an answer, to which nothing can be added.
  if (!socket.writable || ("bytesWritten" in socket && socket.bytesWritten !== 0)) {
    socket.destroy();
    return;
  }
  const lines = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    ...(status === 405 ? ["Allow: GET, HEAD"] : []),
    "Content-Type: text/plain;charset=utf-8",
    `Content-Length: ${Buffer.byteLength(sentence) + 1}`,
    "X-Content-Type-Options: nosniff",
    "Connection: close",
  ];
  socket.end(`${lines.join("\r\n")}\r\n\r\n${sentence}\n`, () => socket.destroy());
}
