import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { refuseClient, refuseConnect } from "./refuse-socket.ts";
import { say, siteHandler } from "./site-handler.ts";

/** Milliseconds within which a request must come whole; a reader may rest twice as long. */
const PATIENCE = 20_000;

/** A site that is served; `address` is where, as `http://127.0.0.1:4280/`. */
export interface ServedSite {
  address: string;
  close(): Promise<void>;
}

/** The site cannot be served there; the message is one sentence with the way out. */
export class PortError extends Error {
  override name = "PortError";
}

/**
 * Serves a folder on this machine only, its files as they are now: on `port`, or with 0 on any that is
 * free. It waits `patience` milliseconds for a client that is slow to ask or to read.
 *
 * @throws {PortError} if another program has the port, or it may not be used
 */
export async function serveSite(
  directory: string,
  { port, patience = PATIENCE }: { port: number; patience?: number },
): Promise<ServedSite> {
  const handler = siteHandler(directory);
  const options = {
    headersTimeout: patience,
    requestTimeout: patience,
    connectionsCheckingInterval: patience / 4,
    // The handler says so in a sentence.
    requireHostHeader: false,
  };
  const server = createServer(options, handler)
    .on("connect", refuseConnect)
    .on("clientError", refuseClient)
    .on("checkExpectation", ({ headers }, response) =>
      say(response, 417, `The expectation must be 100-continue, got ${headers.expect}.`),
    )
    // Longer: what is too slow to ask is told so first.
    .setTimeout(2 * patience);
  await new Promise<void>((resolve, reject) => {
    server.once("error", ({ code }: NodeJS.ErrnoException) =>
      reject(
        new PortError(
          `port ${port}: must be free to use, got ${code}; choose another with --port N`,
        ),
      ),
    );
    server.listen(port, "127.0.0.1", resolve);
  });
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
