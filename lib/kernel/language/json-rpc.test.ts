import { PassThrough, Writable } from "node:stream";
import { expect, test } from "vitest";
import { type Answer, JsonRpc } from "./json-rpc.ts";

function framed(message: object): Buffer {
  const text = JSON.stringify({ jsonrpc: "2.0", ...message });
  return Buffer.from(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
}

function connect(answer: Answer = () => null) {
  const input = new PassThrough();
  const writes: string[] = [];
  const output = new Writable({
    write(chunk, _encoding, done) {
      writes.push(String(chunk));
      done();
    },
  });
  const faults: string[] = [];
  const rpc = new JsonRpc(input, output, { answer, fail: ({ message }) => faults.push(message) });
  return { input, writes, faults, rpc };
}

test("a request leaves at once, in one write with the notifications before it", () => {
  const { rpc, writes } = connect();
  rpc.notify("changed", { text: "ü" });
  expect(writes).toEqual([]);
  void rpc.request("check", {});
  expect(writes).toEqual([
    `${framed({ method: "changed", params: { text: "ü" } })}${framed({ id: 1, method: "check", params: {} })}`,
  ]);
});

test("notifications alone leave together, before anything else happens", async () => {
  const { rpc, writes } = connect();
  rpc.notify("a", {});
  rpc.notify("b", {});
  await Promise.resolve();
  await new Promise<void>((resolve) => process.nextTick(resolve));
  expect(writes).toEqual([
    `${framed({ method: "a", params: {} })}${framed({ method: "b", params: {} })}`,
  ]);
});

test("answers find their requests, in any order and cut anywhere", async () => {
  const { rpc, input } = connect();
  const [first, second] = [rpc.request("first", {}), rpc.request("second", {})];
  const bytes = Buffer.concat([
    framed({ method: "log", params: {} }),
    framed({ id: 2, result: "zwölf 😀" }),
    framed({ id: 1, result: null }),
  ]);
  for (const byte of bytes) input.write(Buffer.from([byte]));
  expect(await second).toBe("zwölf 😀");
  expect(await first).toBeNull();
});

test("an error rejects its request only", async () => {
  const { rpc, input } = connect();
  const [bad, good] = [rpc.request("bad", {}), rpc.request("good", {})];
  input.write(framed({ id: 1, error: { code: -1, message: "no such file" } }));
  input.write(framed({ id: 2, result: 7 }));
  await expect(bad).rejects.toThrow("no such file");
  expect(await good).toBe(7);
});

test("a question of the other side is answered", async () => {
  const { input, writes } = connect((method, params) => ({ method, params }));
  input.write(framed({ id: "ts1", method: "configuration", params: [1] }));
  await new Promise(setImmediate);
  const result = { method: "configuration", params: [1] };
  expect(writes).toEqual([String(framed({ id: "ts1", result }))]);
});

test("once closed it rejects what waits and what is asked, and sends nothing", async () => {
  const { rpc, writes } = connect();
  const waits = rpc.request("check", {});
  rpc.close(new Error("gone"));
  await expect(waits).rejects.toThrow("gone");
  await expect(rpc.request("check", {})).rejects.toThrow("gone");
  rpc.notify("changed", {});
  await new Promise(setImmediate);
  expect(writes).toHaveLength(1);
});

test("input that is no message is a fault", async () => {
  const { input, faults } = connect();
  input.write("Content-Type: text\r\n\r\n{}");
  await new Promise(setImmediate);
  expect(faults).toEqual([
    "JSON-RPC: a message must have a Content-Length, got Content-Type: text",
  ]);
});
