import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  CHANNELS,
  channelAddress,
  createConnectionInfo,
  readConnectionFile,
  writeConnectionFile,
} from "./connection-info.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "wire-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

const put = (content: unknown): string => {
  const path = join(folder, "connection.json");
  writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content));
  return path;
};

describe("a connection file", () => {
  it("comes back as it was written, for its owner only", async () => {
    const info = await createConnectionInfo({ kernelName: "dropout-lab" });
    const path = join(folder, "own.json");
    writeConnectionFile(path, info);
    expect(readConnectionFile(path)).toEqual(info);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it("names five different ports of 127.0.0.1, none that a system gives to others", async () => {
    const info = await createConnectionInfo();
    for (const channel of CHANNELS) expect(info[`${channel}_port`]).toBeLessThan(32_768);
    const addresses = CHANNELS.map((channel) => channelAddress(info, channel));
    expect(new Set(addresses).size).toBe(5);
    for (const address of addresses) expect(address).toMatch(/^tcp:\/\/127\.0\.0\.1:\d+$/);
  });

  it("may name socket files", async () => {
    const info = await createConnectionInfo({ transport: "ipc" });
    expect(channelAddress(info, "shell")).toBe(`ipc://${info.ip}-1`);
  });

  it("is refused in clear words", async () => {
    const good = await createConnectionInfo();
    const { hb_port: _, ...portless } = good;
    expect(() => readConnectionFile(join(folder, "none"))).toThrow(/cannot read .*none/);
    expect(() => readConnectionFile(put("{"))).toThrow("must be JSON");
    expect(() => readConnectionFile(put([]))).toThrow("must be a JSON object, got []");
    expect(() => readConnectionFile(put({ ...good, transport: "udp" }))).toThrow(
      'transport must be "tcp" or "ipc", got "udp"',
    );
    expect(() => readConnectionFile(put(portless))).toThrow(
      "hb_port must be an integer from 1 to 65535, got nothing",
    );
    expect(() => readConnectionFile(put({ ...good, shell_port: 70000 }))).toThrow("got 70000");
    expect(() => readConnectionFile(put({ ...good, signature_scheme: "md5" }))).toThrow("md5");
  });
});
