import { afterEach, expect, it, vi } from "vitest";
import { inspectSymbol, textOf } from "./index.ts";

afterEach(() => vi.unstubAllGlobals());

it("writes strings as they are and the rest as Node's inspect does", () => {
  expect(textOf("kept")).toBe("kept");
  expect(textOf(["kept"])).toBe("[ 'kept' ]");
  expect(textOf({ [inspectSymbol]: () => "tensor([1.])" })).toBe("tensor([1.])");
});

it("still has a text for everything where there is no Node", () => {
  vi.stubGlobal("process", undefined);
  expect(textOf({ [inspectSymbol]: () => "tensor([1.])" })).toBe("tensor([1.])");
  expect(textOf({ kept: 60 })).toBe('{"kept":60}');
  expect(textOf(new RangeError("p"))).toBe("RangeError: p");
  expect(textOf(undefined)).toBe("undefined");
});
