import { describe, expect, it } from "vitest";
import { LiveKernel, resultText, streamText } from "./testing/live-kernel.ts";

const throws = "(() => { throw new Error('broken') })";
const without = (owner: string): string =>
  `for (const name of Object.getOwnPropertyNames(${owner})) {
    if (name !== "constructor" && name !== "length") delete ${owner}[name]
  }`;

/** Code that breaks what JavaScript gives to all programs. */
const BREAKAGES: Record<string, string> = {
  "arrays' methods": without("Array.prototype"),
  "arrays' iterator": "delete Array.prototype[Symbol.iterator]",
  "Array.isArray": `Array.isArray = ${throws}`,
  "texts' methods": without("String.prototype"),
  "regular expressions": `RegExp.prototype.test = RegExp.prototype.exec = ${throws}`,
  maps: `Map.prototype.get = Map.prototype.set = Map.prototype.has = ${throws}`,
  sets: `Set.prototype.has = Set.prototype.add = ${throws}`,
  "weak maps": `WeakMap.prototype.get = WeakMap.prototype.set = ${throws}`,
  "every object": "Object.prototype.extra = 1",
  "Object's functions": `Object.keys = Object.entries = Object.defineProperty = ${throws}`,
  JSON: `JSON.stringify = JSON.parse = ${throws}`,
  promises: `Promise.prototype.then = ${throws}`,
  Promise: "globalThis.Promise = null",
  "the iterator of arrays": "Array.prototype[Symbol.iterator] = null",
  "the global object": "Object.freeze(globalThis)",
  Atomics: without("Atomics"),
  Reflect: without("Reflect"),
  "typed arrays": `const { prototype } = Object.getPrototypeOf(Uint8Array); prototype.set = prototype.subarray = ${throws}`,
  "data views": `DataView.prototype.setInt32 = ${throws}`,
  "text encoders": `TextEncoder.prototype.encode = ${throws}`,
  ticks: `process.nextTick = ${throws}`,
  Buffer: "globalThis.Buffer = undefined",
};

describe("a kernel whose cell breaks", () => {
  it.each(Object.entries(BREAKAGES))("%s answers", async (_, code) => {
    const kernel = await LiveKernel.start();
    await kernel.execute(`// @ts-nocheck\n${code}; 0`);
    expect(resultText(await kernel.execute("1 + 1"))).toBe("2");
    const failed = await kernel.execute("// @ts-nocheck\nthrow new Error('mine')");
    expect(failed.reply.content.evalue).toMatch(/^mine/);
    const printed = await kernel.execute("// @ts-nocheck\nprocess.stdout.write('printed')");
    expect(streamText(printed)).toBe("printed");
    const { exchange } = kernel.start("// @ts-nocheck\nprocess.stdout.write('go'); for (;;) {}");
    await kernel.printed("go");
    await kernel.request("control", "interrupt_request", {});
    expect((await exchange).reply.content.ename).toBe("Interrupted");
    await kernel.stop();
  });
});
