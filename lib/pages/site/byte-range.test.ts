import { describe, expect, it } from "vitest";
import { DIGITS, servedFolder } from "./testing/served-folder.ts";

const { ask } = servedFolder();

describe("parts", () => {
  it.each([
    ["bytes=2-4", 206, "234", "bytes 2-4/10"],
    ["bytes=0-0", 206, "0", "bytes 0-0/10"],
    ["bytes=7-", 206, "789", "bytes 7-9/10"],
    ["bytes=7-99", 206, "789", "bytes 7-9/10"],
    ["bytes=-3", 206, "789", "bytes 7-9/10"],
    ["bytes=-99", 206, DIGITS, "bytes 0-9/10"],
    ["bytes=50-10", 416, undefined, "bytes */10"],
    ["bytes=5-1", 416, undefined, "bytes */10"],
    ["bytes=10-", 416, undefined, "bytes */10"],
    ["bytes=99-199", 416, undefined, "bytes */10"],
    ["bytes=-0", 416, undefined, "bytes */10"],
    [`bytes=${"9".repeat(400)}-`, 416, undefined, "bytes */10"],
    ["bytes=0-1,3-4", 200, DIGITS, undefined],
    ["bytes=-", 200, DIGITS, undefined],
    ["bytes=a-b", 200, DIGITS, undefined],
    ["bytes", 200, DIGITS, undefined],
    ["lines=1-2", 200, DIGITS, undefined],
  ])("%s is answered with %i", async (range, status, text, contentRange) => {
    const answer = await ask("/digits.bin", { range });
    expect([answer.status, answer.headers["content-range"]]).toEqual([status, contentRange]);
    if (text === undefined) {
      expect(answer.bytes.toString()).toBe(`The range must be within 10 bytes, got ${range}.\n`);
    } else {
      expect(answer.bytes.toString()).toBe(text);
      expect(answer.headers["content-length"]).toBe(String(text.length));
    }
  });

  it("has no part of an empty file", async () => {
    expect((await ask("/empty.txt", { range: "bytes=0-" })).status).toBe(416);
    expect((await ask("/empty.txt")).status).toBe(200);
  });

  it("sends the whole where the part's file has changed", async () => {
    const { headers } = await ask("/digits.bin");
    const range = "bytes=2-4";
    const same = { range, "if-range": String(headers.etag) };
    expect((await ask("/digits.bin", same)).status).toBe(206);
    expect((await ask("/digits.bin", { range, "if-range": '"other"' })).status).toBe(200);
    const date = { range, "if-range": String(headers["last-modified"]) };
    expect((await ask("/digits.bin", date)).status).toBe(206);
  });

  it("sends parts of texts as they are, not compressed", async () => {
    const part = await ask("/01-a.html", { range: "bytes=0-8", "accept-encoding": "br, gzip" });
    expect([part.status, part.bytes.toString()]).toEqual([206, "<!doctype"]);
    expect(part.headers["content-encoding"]).toBeUndefined();
  });
});
