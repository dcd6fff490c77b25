import { MessageChannel } from "node:worker_threads";
import { expect, test } from "vitest";
import { Linear, ReLU } from "../nn/index.ts";
import { SGD, StepLR } from "../optim/index.ts";
import { Generator } from "../random/index.ts";
import { DataLoader } from "../training/index.ts";
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

const sgd = new SGD(new Linear(2, 2).parameters(), { lr: 0.1 });
test.each([
  [
    "a Generator",
    new Generator(0),
    /a Generator; send getState\(\)/,
    "got a Generator; keep its ge",
  ],
  ["a DataLoader", new DataLoader([x]), /a DataLoader; send the data/, "got a DataLoader; keep"],
  ["a layer", new Linear(2, 2), /could not be cloned/, "got a Linear; keep its stateDict()"],
  ["a layer without parameters", new ReLU(), /could not be cloned/, "got a ReLU; keep"],
  ["an optimiser", sgd, /a tensor; send/, "got a tensor; say"],
  ["a scheduler", new StepLR(sgd, 1), /a tensor; send/, "got a tensor; say"],
])("%s is neither copied nor put into JSON without what it holds", (_what, value, copied, json) => {
  expect(() => structuredClone(value)).toThrow(copied);
  expect(() => structuredClone({ deep: [value] })).toThrow(copied);
  expect(() => JSON.stringify({ value })).toThrow(json);
});
