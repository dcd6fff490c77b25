import { expect, test } from "vitest";
import { base64OfText, bytesOf, latin1 } from "./base64.ts";

test.each([
  "",
  "AA==",
  "AA",
  "A",
  "QUJD\nREVG\r\n",
  "-_8",
  "+/8=",
  "QQ==QQ==",
  "not base64!",
  "a=b",
  "iVBORw0KGgo",
])("the bytes of %j are those that Node reads", (base64) => {
  expect([...bytesOf(base64)]).toEqual([...Buffer.from(base64, "base64")]);
});

test("a text comes back from its base64", () => {
  const text = "<svg>é 🧪</svg>";
  expect(Buffer.from(base64OfText(text), "base64").toString("utf8")).toBe(text);
});

test("bytes become characters of their numbers", () => {
  expect(latin1(new Uint8Array([0x89, 0x50, 0xff]))).toBe("\u0089P\u00ff");
  expect(latin1(new Uint8Array([65, 66, 67]), 1, 2)).toBe("B");
});
