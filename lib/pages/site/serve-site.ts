import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { siteHandler } from "./site-handler.ts";

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
 * Serves a folder on this machine only, its files as they are now.
 *
 * @param port 0 for any that is free
 * @throws {PortError} if another program has the port, or it may not be used
 */
export async function serveSite(
  directory: string,
  { port }: { port: number },
): Promise<ServedSite> {
  const server = createServer(siteHandler(directory));
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
