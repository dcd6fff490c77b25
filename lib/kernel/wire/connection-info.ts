import { randomInt, randomUUID } from "node:crypto";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import type { AddressInfo, Server } from "node:net";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** The five channels of a kernel. */
export const CHANNELS = ["shell", "iopub", "stdin", "control", "hb"] as const;

/** One of the five channels of a kernel. */
export type Channel = (typeof CHANNELS)[number];

/** What a connection file says: where a kernel listens and the key that signs its messages. */
export type ConnectionInfo = {
  transport: "tcp" | "ipc";
  /** An IP address for tcp, the prefix of the socket files for ipc. */
  ip: string;
  key: string;
  signature_scheme: "hmac-sha256";
  kernel_name?: string;
} & Record<`${Channel}_port`, number>;

// Below the ports that systems give to all who ask for any: between the choice and the kernel's bind
// hardly ever does one of these go to another process.
const LOWEST_PORT = 10_000;
const HIGHEST_PORT = 32_767;

/** A connection file that cannot be used; the message says why. */
export class ConnectionFileError extends Error {
  override name = "ConnectionFileError";
}

/** The ZeroMQ address of a channel. */
export function channelAddress(info: ConnectionInfo, channel: Channel): string {
  const port = info[`${channel}_port`];
  return info.transport === "tcp" ? `tcp://${info.ip}:${port}` : `ipc://${info.ip}-${port}`;
}

/** Reads and checks a connection file; throws a ConnectionFileError. */
export function readConnectionFile(path: string): ConnectionInfo {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (cause) {
    throw new ConnectionFileError(`connection file: cannot read ${path}`, { cause });
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new ConnectionFileError(`connection file: must be JSON, got something else in ${path}`, {
      cause,
    });
  }
  return validate(value, path);
}

/** Writes a connection file that only its owner can read. */
export function writeConnectionFile(path: string, info: ConnectionInfo): void {
  writeFileSync(path, `${JSON.stringify(info, null, 2)}\n`, { mode: 0o600 });
}

/** Chooses where a new kernel shall listen: free ports of 127.0.0.1, or socket files. */
export async function createConnectionInfo({
  transport = "tcp",
  kernelName,
}: {
  transport?: "tcp" | "ipc";
  kernelName?: string;
} = {}): Promise<ConnectionInfo> {
  const ports = transport === "tcp" ? await freePorts(CHANNELS.length) : [1, 2, 3, 4, 5];
  const [shell = 0, iopub = 0, stdin = 0, control = 0, hb = 0] = ports;
  return {
    transport,
    ip: transport === "tcp" ? "127.0.0.1" : join(tmpdir(), `kernel-${randomUUID().slice(0, 8)}`),
    key: randomUUID(),
    signature_scheme: "hmac-sha256",
    shell_port: shell,
    iopub_port: iopub,
    stdin_port: stdin,
    control_port: control,
    hb_port: hb,
    ...(kernelName === undefined ? {} : { kernel_name: kernelName }),
  };
}

/** Removes the socket files that an ipc connection leaves behind. */
export function removeSocketFiles(info: ConnectionInfo): void {
  if (info.transport !== "ipc") return;
  for (const channel of CHANNELS) rmSync(`${info.ip}-${info[`${channel}_port`]}`, { force: true });
}

function validate(value: unknown, path: string): ConnectionInfo {
  const fail = (rule: string, got: unknown): never => {
    throw new ConnectionFileError(
      `connection file: ${rule}, got ${JSON.stringify(got) ?? "nothing"} in ${path}`,
    );
  };
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return fail("must be a JSON object", value);
  }
  const info = value as Record<string, unknown>;
  if (info.transport !== "tcp" && info.transport !== "ipc") {
    fail('transport must be "tcp" or "ipc"', info.transport);
  }
  if (typeof info.ip !== "string" || info.ip === "") fail("ip must be a text", info.ip);
  for (const channel of CHANNELS) {
    const port = info[`${channel}_port`];
    if (!Number.isInteger(port) || (port as number) < 1 || (port as number) > 65535) {
      fail(`${channel}_port must be an integer from 1 to 65535`, port);
    }
  }
  const { key = "", signature_scheme: scheme = "hmac-sha256" } = info;
  if (typeof key !== "string") fail("key must be a text", typeof key);
  if (key !== "" && scheme !== "hmac-sha256") {
    fail('signature_scheme must be "hmac-sha256"', scheme);
  }
  return { ...info, key, signature_scheme: "hmac-sha256" } as ConnectionInfo;
}

async function freePorts(count: number): Promise<number[]> {
  // All are held at once, or the same port would be given twice.
  const servers = await Promise.all(Array.from({ length: count }, () => holdPort()));
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => new Promise((done) => server.close(done))));
  return ports;
}

/** Holds a port of 127.0.0.1 that is free; any, if it finds none after some tries. */
async function holdPort(tries = 100): Promise<Server> {
  const port = tries > 0 ? randomInt(LOWEST_PORT, HIGHEST_PORT + 1) : 0;
  return await listen(port).catch((error) => {
    if (tries === 0) throw error;
    return holdPort(tries - 1);
  });
}

function listen(port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => resolve(server));
  });
}
