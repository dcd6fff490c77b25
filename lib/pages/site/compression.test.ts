import { writeFileSync } from "node:fs";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { DIGITS, PAGE, servedFolder } from "./testing/served-folder.ts";

const { ask, pathOf, textOf } = servedFolder();

describe("compression", () => {
  it.each([
    ["br, gzip", "br"],
    ["gzip, deflate, br, zstd", "br"],
    ["gzip", "gzip"],
    ["GZIP;q=0.5", "gzip"],
    ["br;q=0.1, gzip;q=0.9", "gzip"],
    ["br;q=0, gzip;q=0", undefined],
    ["*", "br"],
    ["*, br;q=0", "gzip"],
    ["identity, gzip;q=0.5", undefined],
    ["deflate", undefined],
    ["br;q=x", undefined],
    ["br;q=-1", undefined],
    ["*;q=0, gzip", "gzip"],
    ["identity;q=0, gzip", "gzip"],
    ["identity;q=0, *", "br"],
    ["gzip;q=0.5, *;q=0.5", "br"],
    ["br;q=0.1, identity;q=0.5", undefined],
    ["", undefined],
  ])("%o gets %s", async (accepted, encoding) => {
    const { headers, bytes } = await ask("/01-a.html", { "accept-encoding": accepted });
    expect(headers["content-encoding"]).toBe(encoding);
    expect(headers.vary).toBe("Accept-Encoding");
    expect(headers["content-type"]).toBe("text/html;charset=utf-8");
    expect(headers["content-length"]).toBe(String(bytes.length));
    const decode = { br: brotliDecompressSync, gzip: gunzipSync }[encoding ?? ""];
    expect((decode === undefined ? bytes : decode(bytes)).toString()).toBe(PAGE);
    if (encoding !== undefined) expect(bytes.length).toBeLessThan(PAGE.length / 5);
  });

  it("leaves alone what is small or no text", async () => {
    writeFileSync(pathOf("picture.png"), Buffer.alloc(5000));
    for (const path of ["/", "/digits.bin", "/picture.png"]) {
      const { headers } = await ask(path, { "accept-encoding": "br" });
      expect(headers["content-encoding"]).toBe(undefined);
    }
  });

  it.each(["identity;q=0", "*;q=0", "deflate, identity;q=0.0", "br;q=0, gzip;q=0, identity;q=0"])(
    "refuses what it has not: %o",
    async (accepted) => {
      for (const path of ["/01-a.html", "/digits.bin"]) {
        expect(await textOf(path, { "accept-encoding": accepted, range: "bytes=0-1" })).toEqual([
          406,
          `The encoding must be br, gzip or identity, got ${accepted}.\n`,
        ]);
      }
    },
  );

  it("also of what is small, where it may not go as it is", async () => {
    const asked = { "accept-encoding": "gzip, identity;q=0", range: "bytes=0-1" };
    const { status, headers, bytes } = await ask("/digits.bin", asked);
    expect([status, headers["content-encoding"]]).toEqual([200, "gzip"]);
    expect(gunzipSync(bytes).toString()).toBe(DIGITS);
  });

  it("is of the file as it is now", async () => {
    const accepted = { "accept-encoding": "br" };
    await ask("/01-a.html", accepted);
    const changed = PAGE.replaceAll("keeps", "drops");
    writeFileSync(pathOf("01-a.html"), changed);
    const { bytes } = await ask("/01-a.html", accepted);
    expect(brotliDecompressSync(bytes).toString()).toBe(changed);
  });
});
