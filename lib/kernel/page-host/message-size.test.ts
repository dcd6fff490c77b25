import { expect, it } from "vitest";
import { messageSize } from "./message-size.ts";

it.each([
  ["text", "x".repeat(1e5)],
  ["keys", { ["x".repeat(1e5)]: 1 }],
  ["bytes", new ArrayBuffer(1e5)],
  ["numbers", { data: [new Float64Array(12_500)] }],
  ["parts", Array.from({ length: 12_500 }, () => null)],
  ["a Map", new Map([["a", new Map([["b", "x".repeat(1e5)]])]])],
  ["a Set", new Set(["x".repeat(1e5)])],
])("counts %s", (_name, value) => {
  expect(messageSize(value)).toBeGreaterThanOrEqual(1e5);
  expect(messageSize(value)).toBeLessThan(1.01e5);
});

it("counts once what is there twice, and ends where a value holds itself", () => {
  const shared = { text: "x".repeat(1e5) };
  const both: unknown[] = [shared, shared];
  both.push(both);
  expect(messageSize(both)).toBeLessThan(1.01e5);
});
