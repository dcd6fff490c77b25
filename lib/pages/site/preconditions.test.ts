import { statSync, utimesSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { PAGE, servedFolder } from "./testing/served-folder.ts";

const { ask, pathOf } = servedFolder();

describe("what the browser has already", () => {
  it("is not sent again, by its tag", async () => {
    const { headers } = await ask("/01-a.html");
    const tag = String(headers.etag);
    expect(tag).toMatch(/^"[\w-]+"$/);
    expect(headers["cache-control"]).toBe("no-cache");
    for (const known of [tag, `W/${tag}`, `"other", ${tag}`, "*"]) {
      const {
        status,
        bytes,
        headers: known304,
      } = await ask("/01-a.html", { "if-none-match": known });
      expect([status, bytes.length, known304.etag]).toEqual([304, 0, tag]);
    }
    expect((await ask("/01-a.html", { "if-none-match": '"other"' })).status).toBe(200);
    writeFileSync(pathOf("01-a.html"), PAGE.replace("keeps", "drops"));
    expect((await ask("/01-a.html", { "if-none-match": tag })).status).toBe(200);
  });

  it("has a tag of its own in each encoding", async () => {
    const encodings = ["identity", "gzip", "br"];
    const tags = await Promise.all(
      encodings.map(
        async (name) => (await ask("/01-a.html", { "accept-encoding": name })).headers.etag,
      ),
    );
    expect(new Set(tags).size).toBe(3);
    const headers = { "accept-encoding": "br", "if-none-match": String(tags[2]) };
    expect((await ask("/01-a.html", headers)).status).toBe(304);
  });

  it("is not sent again, by its date, unless a tag says otherwise", async () => {
    const path = pathOf("01-a.html");
    utimesSync(path, new Date(1_700_000_000_700), new Date(1_700_000_000_700));
    const { headers } = await ask("/01-a.html");
    const date = String(headers["last-modified"]);
    expect(Date.parse(date)).toBe(Math.floor(statSync(path).mtimeMs / 1000) * 1000);
    const since = (value: string) => ask("/01-a.html", { "if-modified-since": value });
    expect((await since(date)).status).toBe(304);
    expect((await since(new Date(1_600_000_000_000).toUTCString())).status).toBe(200);
    expect((await since("yesterday")).status).toBe(200);
    const other = { "if-modified-since": date, "if-none-match": '"other"' };
    expect((await ask("/01-a.html", other)).status).toBe(200);
  });
});

describe("conditions", () => {
  const DAY = 86_400_000;
  const at = (modified: string, days: number) =>
    new Date(Date.parse(modified) + days * DAY).toUTCString();

  it("sends only the file that the request names", async () => {
    const { headers } = await ask("/01-a.html");
    const [tag, date] = [String(headers.etag), String(headers["last-modified"])];
    const asctime = at(date, 1).replace(/^(\w+), 0?(\d+) (\w+) (\d+) (\S+) GMT$/, "$1 $3 $2 $5 $4");
    const cases: [Record<string, string>, number][] = [
      [{ "if-match": tag }, 200],
      [{ "if-match": `"other", ${tag}` }, 200],
      [{ "if-match": "*" }, 200],
      [{ "if-match": '"other"' }, 412],
      [{ "if-match": `W/${tag}` }, 412],
      [{ "if-match": '"other"', range: "bytes=0-1" }, 412],
      [{ "if-match": '"other"', "if-none-match": tag }, 412],
      [{ "if-match": tag, "if-none-match": tag }, 304],
      [{ "if-match": tag, "accept-encoding": "br" }, 412],
      [{ "if-unmodified-since": date }, 200],
      [{ "if-unmodified-since": at(date, 1) }, 200],
      [{ "if-unmodified-since": at(date, -1) }, 412],
      [{ "if-unmodified-since": at(date, -1), "if-match": tag }, 200],
      [{ "if-unmodified-since": "2001" }, 200],
      [{ "if-unmodified-since": "yesterday" }, 200],
      [{ "if-modified-since": asctime }, 304],
      [{ "if-modified-since": "2099" }, 200],
    ];
    for (const [conditions, status] of cases) {
      const answer = await ask("/01-a.html", conditions);
      expect([conditions, answer.status]).toEqual([conditions, status]);
      if (status === 412) expect(answer.bytes.toString()).toMatch(/^The page must be .*\.\n$/);
    }
  });

  it("is of the file as it is: a weak tag, another or an old date brings no part", async () => {
    const { headers } = await ask("/digits.bin");
    const [tag, date] = [String(headers.etag), String(headers["last-modified"])];
    for (const [condition, status] of [
      [tag, 206],
      [`W/${tag}`, 200],
      [date, 206],
      [at(date, 1), 200],
      [at(date, -1), 200],
      [`${tag}, "other"`, 200],
    ] as const) {
      const answer = await ask("/digits.bin", { range: "bytes=1-2", "if-range": condition });
      expect([condition, answer.status]).toEqual([condition, status]);
    }
  });
});
