import { afterEach, expect, it, vi } from "vitest";
import { consoleText, inspectSymbol } from "./index.ts";

afterEach(() => vi.unstubAllGlobals());

it("writes strings as they are and the rest as Node's inspect does", () => {
  expect(consoleText("kept")).toBe("kept");
  expect(consoleText(["kept"])).toBe("[ 'kept' ]");
  expect(consoleText({ [inspectSymbol]: () => "tensor([1.])" })).toBe("tensor([1.])");
});

it("still has a text for everything where there is no Node", () => {
  vi.stubGlobal("process", undefined);
  expect(consoleText({ [inspectSymbol]: () => "tensor([1.])" })).toBe("tensor([1.])");
  expect(consoleText({ kept: 60 })).toBe('{"kept":60}');
  expect(consoleText(new RangeError("p"))).toBe("RangeError: p");
  expect(consoleText(undefined)).toBe("undefined");
});
