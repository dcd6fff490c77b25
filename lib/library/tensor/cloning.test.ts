import { MessageChannel } from "node:worker_threads";
import { expect, test } from "vitest";
import { Linear } from "../nn/index.ts";
import { ones } from "./index.ts";

const x = ones([2]);
const held: [what: string, value: unknown][] = [
  ["a tensor", x],
  ["a view", x.at(0)],
  ["a list", [1, x]],
  ["a stateDict", new Linear(2, 2).stateDict()],
];

for (const [what, value] of held) {
  test(`${what} is not copied without its numbers, but says what to send`, () => {
    const message = /tensor; send its data and shape, or saveSafetensors/;
    expect(() => structuredClone(value)).toThrow(message);
    const { port1 } = new MessageChannel();
    expect(() => port1.postMessage(value)).toThrow(message);
    port1.close();
  });

  test(`${what} does not go into JSON without its numbers`, () => {
    expect(() => JSON.stringify(value)).toThrow("JSON: must be plain values, got a tensor");
  });
}

test("what is said to be sent instead carries the numbers", () => {
  expect(structuredClone({ data: x.data, shape: x.shape })).toEqual({
    data: Float32Array.of(1, 1),
    shape: [2],
  });
  expect(JSON.parse(JSON.stringify(x.tolist()))).toEqual([1, 1]);
});
