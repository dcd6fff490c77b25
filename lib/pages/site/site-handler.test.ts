import {
  mkdirSync,
  mkdtempSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { type IncomingHttpHeaders, request } from "node:http";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it, test } from "vitest";
import { type ServedSite, serveSite } from "./serve-site.ts";

const PAGE = `<!doctype html><title>A lesson</title>${"<p>Dropout keeps with 1 − p.</p>".repeat(100)}`;
const DIGITS = "0123456789";

let outside = "";
let directory = "";
let site: ServedSite;
beforeEach(async () => {
  outside = mkdtempSync(join(tmpdir(), "served-"));
  directory = join(outside, "site");
  mkdirSync(join(directory, "api"), { recursive: true });
  mkdirSync(join(directory, ".hidden"));
  const files = {
    "../secret.txt": "secret",
    "../site-other.txt": "secret",
    "index.html": "the contents",
    "01-a.html": PAGE,
    "digits.bin": DIGITS,
    "empty.txt": "",
    ".env": "secret",
    ".hidden/page.html": "secret",
    "api/index.html": "the reference",
    "größe & maß.html": "named with care",
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(directory, name), text);
  symlinkSync(join(outside, "secret.txt"), join(directory, "away.txt"));
  symlinkSync(outside, join(directory, "up"));
  symlinkSync(join(directory, ".env"), join(directory, "shown.txt"));
  symlinkSync(join(directory, "digits.bin"), join(directory, "same.bin"));
  symlinkSync("loop.html", join(directory, "loop.html"));
  site = await serveSite(directory, { port: 0 });
});
afterEach(async () => {
  await site.close();
  rmSync(outside, { recursive: true });
});

interface Answer {
  status: number | undefined;
  headers: IncomingHttpHeaders;
  bytes: Buffer;
}

/** Asks for a path as it is written here: nothing is put right on the way. */
function ask(path: string, headers: Record<string, string> = {}, method = "GET"): Promise<Answer> {
  const { port } = new URL(site.address);
  return new Promise((resolve, reject) => {
    const options = { host: "127.0.0.1", port, path, method, headers };
    const sent = request(options, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () => {
        const { statusCode: status, headers } = response;
        resolve({ status, headers, bytes: Buffer.concat(chunks) });
      });
    });
    sent.on("error", reject).end();
  });
}

const textOf = async (path: string, headers?: Record<string, string>) => {
  const { status, bytes } = await ask(path, headers);
  return [status, bytes.toString()];
};

describe("what is found", () => {
  test("files, by their names as they are written in addresses", async () => {
    expect(await textOf("/01-a.html")).toEqual([200, PAGE]);
    expect(await textOf("/01-a.html?theme=dark#top")).toEqual([200, PAGE]);
    expect(await textOf("//01-a.html")).toEqual([200, PAGE]);
    expect(await textOf(`${site.address}01-a.html`)).toEqual([200, PAGE]);
    expect(await textOf(encodeURI("/größe & maß.html"))).toEqual([200, "named with care"]);
    expect(await textOf("/same.bin")).toEqual([200, DIGITS]);
  });

  test("a folder's page, after a way to its slash", async () => {
    expect(await textOf("/")).toEqual([200, "the contents"]);
    expect(await textOf("/api/")).toEqual([200, "the reference"]);
    for (const [path, to] of [
      ["/api", "/api/"],
      ["//api", "/api/"],
      ["/api?x=1&y#z", "/api/?x=1&y"],
      [`${site.address}api?x`, "/api/?x"],
    ] as const) {
      const { status, headers } = await ask(path);
      expect([status, headers.location]).toEqual([301, to]);
    }
  });

  test.each([
    "/none.html",
    "/none/",
    "/01-a.html/",
    "/.env",
    "/%2eenv",
    "/.hidden/page.html",
    "/api/../.env",
    "/../secret.txt",
    "/..%2fsecret.txt",
    "/%2e%2e/secret.txt",
    "/..%2f..%2f..%2fetc%2fpasswd",
    "/..\\secret.txt",
    "/../site-other.txt",
    "/away.txt",
    "/up/secret.txt",
    "/up",
    "/shown.txt",
    "/loop.html",
    "/%",
    "/%zz",
    "/%ff",
    "/%00",
    "/01-a.html%00.txt",
    `/${"a".repeat(5000)}`,
    "/api%2findex.html",
    "/api%2Findex.html",
    "/api%5cindex.html",
  ])("nothing at %s", async (path) => {
    const answer = await textOf(path);
    expect(answer).toEqual([404, "There is no such page.\n"]);
    expect(await textOf("/")).toEqual([200, "the contents"]);
  });

  test("nothing in the place of a file that is deleted, or has become a folder", async () => {
    rmSync(join(directory, "01-a.html"));
    expect((await ask("/01-a.html")).status).toBe(404);
    mkdirSync(join(directory, "01-a.html"));
    expect((await ask("/01-a.html")).status).toBe(301);
    expect((await ask("/01-a.html/")).status).toBe(404);
  });

  test("a file that is deleted and written again while many ask, and the server stays", async () => {
    const asked = Array.from({ length: 200 }, async (_, at) => {
      if (at % 10 === 0) rmSync(join(directory, "digits.bin"), { force: true });
      else if (at % 10 === 5) writeFileSync(join(directory, "digits.bin"), DIGITS);
      return (await ask("/digits.bin")).status;
    });
    const statuses = new Set(await Promise.all(asked));
    expect([...statuses].every((status) => status === 200 || status === 404)).toBe(true);
    expect((await ask("/")).status).toBe(200);
  });
});

describe("methods", () => {
  it.each(["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "PROPFIND"])(
    "refuses %s, and says which it does",
    async (method) => {
      const { status, headers, bytes } = await ask("/", {}, method);
      expect([status, headers.allow]).toEqual([405, "GET, HEAD"]);
      expect(bytes.toString()).toBe(`The method must be GET or HEAD, got ${method}.\n`);
    },
  );

  it("answers HEAD with the headers of GET", async () => {
    for (const headers of [{}, { "accept-encoding": "br" }]) {
      const [get, head] = [
        await ask("/01-a.html", headers),
        await ask("/01-a.html", headers, "HEAD"),
      ];
      expect(head.bytes).toHaveLength(0);
      const { date: _, ...rest } = get.headers;
      expect(head).toMatchObject({ status: 200, headers: rest });
    }
    expect((await ask("/none", {}, "HEAD")).status).toBe(404);
    expect((await ask("/digits.bin", { range: "bytes=50-10" }, "HEAD")).status).toBe(200);
  });
});

describe("hosts", () => {
  it.each(["localhost", "LOCALHOST:80", "127.0.0.1:9999", "[::1]:4280"])(
    "knows %s",
    async (host) => {
      expect((await ask("/", { host })).status).toBe(200);
    },
  );

  it.each(["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:4280", "localhost@x"])(
    "refuses %o in one sentence",
    async (host) => {
      const { port } = new URL(site.address);
      expect(await textOf("/01-a.html", { host })).toEqual([
        403,
        `The host must be this machine, as in http://127.0.0.1:${port}/, got ${host}.\n`,
      ]);
    },
  );
});

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
    writeFileSync(join(directory, "01-a.html"), PAGE.replace("keeps", "drops"));
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
    const path = join(directory, "01-a.html");
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
    writeFileSync(join(directory, "picture.png"), Buffer.alloc(5000));
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
    writeFileSync(join(directory, "01-a.html"), changed);
    const { bytes } = await ask("/01-a.html", accepted);
    expect(brotliDecompressSync(bytes).toString()).toBe(changed);
  });
});

it("outlives requests that are no HTTP, and readers that go away", async () => {
  const port = Number(new URL(site.address).port);
  for (const text of [
    "nonsense\r\n\r\n",
    "GET / HTTP/1.1\r\n\r\n",
    "GET /\0 HTTP/1.1\r\nHost: x\r\n\r\n",
  ]) {
    const socket = connect(port, "127.0.0.1", () => socket.write(text));
    const [answer] = await new Promise<string[]>((resolve) => {
      const chunks: string[] = [];
      socket.on("data", (chunk) => chunks.push(String(chunk)));
      socket.on("close", () => resolve([chunks.join("")]));
      socket.on("error", () => {});
      socket.on("end", () => socket.end());
    });
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
  }
  const gone = connect(port, "127.0.0.1", () => {
    gone.write("GET /01-a.html HTTP/1.1\r\nHost: localhost\r\n\r\n", () => gone.destroy());
  });
  await new Promise((resolve) => gone.on("close", resolve));
  expect((await ask("/")).status).toBe(200);
});
